/// What the commands of Windows print.
enum WindowsSamples {
  static func dynamic(_ transport: String, start: Int = 49_152, count: Int = 16_384) -> String {
    "\nProtocol \(transport) Dynamic Port Range\n---------------------------------\n"
      + "Start Port      : \(start)\nNumber of Ports : \(count)\n"
  }

  static func excluded(_ transport: String) -> String {
    """

    Protocol \(transport) Port Exclusion Ranges

    Start Port    End Port
    ----------    --------
          5357        5357
         50000       50059     *
         65535       65535

    * - Administered port exclusions.

    """
  }

  static let netTCPSetting = """


    SettingName                     : Automatic
    MinRto(ms)                      :
    DynamicPortRangeStartPort       :
    DynamicPortRangeNumberOfPorts   :
    AutoReusePortRangeStartPort     :
    AutoReusePortRangeNumberOfPorts :

    SettingName                     : Datacenter
    MinRto(ms)                      : 20
    ScalingHeuristics               : Disabled
    DynamicPortRangeStartPort       : 49152
    DynamicPortRangeNumberOfPorts   : 16358
    AutomaticUseCustom              : Disabled
    AutoReusePortRangeStartPort     : 0
    AutoReusePortRangeNumberOfPorts : 0

    SettingName                     : Internet
    MinRto(ms)                      : 300
    DynamicPortRangeStartPort       : 1025
    DynamicPortRangeNumberOfPorts   : 3976
    AutoReusePortRangeStartPort     : 20000
    AutoReusePortRangeNumberOfPorts : 100

    """
}
