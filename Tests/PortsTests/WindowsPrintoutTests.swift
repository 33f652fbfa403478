import Ports
import Testing

@Suite struct WindowsPrintoutTests {
  @Test func `netsh prints a start and a count, and no IP version`() throws {
    #expect(try read(WindowsSamples.dynamic("tcp")) == ["Windows tcp: 49152-65535, 16384"])
    let host = try HostPortRanges(parsing: WindowsSamples.dynamic("udp", start: 1024, count: 64_511))
    #expect(host.ranges.map(\.transport) == [.udp])
    #expect(host.ranges.map(\.family) == [nil])
    #expect(host.ports == "1024-65534")
  }

  @Test func `the command above a table tells the IP version`() throws {
    let text = ["ipv4", "ipv6"].flatMap { family in
      ["tcp", "udp"].map { "C:\\> netsh int \(family) show dynamicport \($0)\n" + WindowsSamples.dynamic($0) }
    }.joined()
    let labels = try HostPortRanges(parsing: text).ranges.map(\.label)
    #expect(labels == ["tcp ipv4", "udp ipv4", "tcp ipv6", "udp ipv6"])
  }

  @Test func `a command counts for the one table below it`() throws {
    let text =
      "netsh int ipv6 show dynamicport tcp\n" + WindowsSamples.dynamic("tcp") + WindowsSamples.dynamic("udp")
    #expect(try read(text) == ["Windows tcp ipv6: 49152-65535, 16384", "Windows udp: 49152-65535, 16384"])
  }

  @Test func `the shape decides, whatever the language`() throws {
    let languages = [
      ("Protokoll tcp Dynamischer Portbereich", "Startport       ", "Anzahl von Ports"),
      ("Plage de ports dynamique du protocole tcp", "Port de démarrage   ", "Nombre de ports     "),
      ("プロトコル tcp 動的ポート範囲", "開始ポート          ", "ポート数            "),
    ]
    for (title, start, count) in languages {
      let text =
        "\r\n\(title)\r\n---------------------------------\r\n\(start): 49152\r\n\(count): 16384\r\n\r\n"
      #expect(try read(text) == ["Windows tcp: 49152-65535, 16384"], "\(title)")
    }
  }

  @Test func `excluded ports make holes, administered ones too`() throws {
    let text = WindowsSamples.dynamic("tcp") + WindowsSamples.excluded("tcp") + WindowsSamples.dynamic("udp")
    #expect(
      try read(text) == [
        "Windows tcp: 49152-65535 − 5357,50000-50059,65535, 16323", "Windows udp: 49152-65535, 16384",
      ])
    let none =
      "Protocol tcp Port Exclusion Ranges\n\nStart Port    End Port\n----------    --------\n\n* - Administered"
    #expect(try read(WindowsSamples.dynamic("tcp") + none) == ["Windows tcp: 49152-65535, 16384"])
  }

  @Test func `excluded ports count for their own IP version`() throws {
    let text = """
      netsh int ipv4 show dynamicport tcp
      \(WindowsSamples.dynamic("tcp"))
      netsh int ipv6 show dynamicport tcp
      \(WindowsSamples.dynamic("tcp"))
      netsh int ipv4 show excludedportrange protocol=tcp
      \(WindowsSamples.excluded("tcp"))
      """
    #expect(
      try read(text) == [
        "Windows tcp ipv4: 49152-65535 − 5357,50000-50059,65535, 16323",
        "Windows tcp ipv6: 49152-65535, 16384",
      ])
  }

  @Test func `where a table could belong to either IP version, nothing is guessed`() {
    let tables =
      WindowsSamples.dynamic("tcp") + WindowsSamples.dynamic("tcp") + WindowsSamples.excluded("tcp")
    expectRefusal(tables, line: 12, "keep the command")
    let excludedTwice = WindowsSamples.excluded("tcp") + WindowsSamples.excluded("tcp")
    expectRefusal(WindowsSamples.dynamic("tcp") + excludedTwice, line: 7, "keep the command")
    expectRefusal(WindowsSamples.excluded("tcp"), line: 2, "show dynamicport tcp prints, too")
    expectRefusal(
      WindowsSamples.dynamic("udp") + WindowsSamples.excluded("tcp"), line: 7, "show dynamicport tcp")
  }

  @Test func `Get-NetTCPSetting lists a range per template`() throws {
    #expect(
      try read(WindowsSamples.netTCPSetting) == [
        "Windows tcp, Datacenter: 49152-65509, 16358", "Windows tcp, Internet: 1025-5000, 3976",
        "Windows tcp, Internet, auto-reuse: 20000-20099, 100",
      ])
  }

  @Test func `Get-NetUDPSetting is told by its command, and else not at all`() throws {
    let list = "DynamicPortRangeNumberOfPorts : 16384\r\nDynamicPortRangeStartPort     : 49152\r\n"
    #expect(try read("PS C:\\> Get-NetUDPSetting\r\n\r\n" + list) == ["Windows udp: 49152-65535, 16384"])
    #expect(try read(list) == ["Windows tcp or udp: 49152-65535, 16384"])
    expectRefusal(list + WindowsSamples.excluded("udp"), line: 4, "keep the command")
  }

  @Test func `what is excluded for one IP version splits a template`() throws {
    let template =
      "SettingName : Internet\nDynamicPortRangeStartPort : 49152\nDynamicPortRangeNumberOfPorts : 16384\n"
    #expect(
      try read(
        template + "\nnetsh int ipv4 show excludedportrange protocol=tcp\n" + WindowsSamples.excluded("tcp"))
        == [
          "Windows tcp ipv4, Internet: 49152-65535 − 5357,50000-50059,65535, 16323",
          "Windows tcp ipv6, Internet: 49152-65535, 16384",
        ])
    #expect(
      try read(template + "\n" + WindowsSamples.excluded("tcp")) == [
        "Windows tcp, Internet: 49152-65535 − 5357,50000-50059,65535, 16323"
      ])
  }

  @Test func `a table of settings reads like the list`() throws {
    let named = """
      SettingName      DynamicPortRangeStartPort DynamicPortRangeNumberOfPorts
      -----------      ------------------------- -----------------------------
      Automatic
      InternetCustom                       49152                         16384
      Internet                             10000                          1000


      PS C:\\> exit
      """
    #expect(
      try read(named) == [
        "Windows tcp, InternetCustom: 49152-65535, 16384", "Windows tcp, Internet: 10000-10999, 1000",
      ])
    let bare = """
      DynamicPortRangeStartPort DynamicPortRangeNumberOfPorts
      ------------------------- -----------------------------

                           1024                         64511
      """
    #expect(try read(bare) == ["Windows tcp or udp: 1024-65534, 64511"])
  }

  @Test func `values that Windows cannot have are refused`() {
    expectRefusal(WindowsSamples.dynamic("tcp", start: 0), line: 4, "a start port from 1 to 65535")
    expectRefusal(WindowsSamples.dynamic("tcp", start: 65_536), line: 4, "a start port")
    expectRefusal(WindowsSamples.dynamic("tcp", count: 0), line: 5, "a count of 1 to 16384 ports")
    expectRefusal(WindowsSamples.dynamic("tcp", start: 49_152, count: 65_535), line: 5, "not the last one")
    expectRefusal(
      "Protocol tcp Dynamic Port Range\n-----\nStart Port : 49152\n", line: 1, "a number of ports")
    expectRefusal("Protocol tcp Dynamic Port Range\n-----\nStart Port : many\nx : 1", line: 3, "“many”")
    let columns = "Protocol tcp Port Exclusion Ranges\n\nStart End\n----- ---\n"
    expectRefusal(columns + "100 50", line: 5, "ascending")
    expectRefusal(columns + "100 70000", line: 5, "“100 70000”")
    expectRefusal("DynamicPortRangeStartPort : 49152\n", line: 1, "give DynamicPortRangeNumberOfPorts, too")
  }

  @Test func `PowerShell's UTF-16 files are read`() throws {
    let text = WindowsSamples.dynamic("tcp")
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big, little + [0x20]] {
      #expect(try HostPortRanges(parsing: bytes).ports == "49152-65535")
    }
  }
}
