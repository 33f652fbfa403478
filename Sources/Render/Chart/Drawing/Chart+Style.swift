extension Chart {
  /// The style sheet of charts and rulers, light and dark: whatever shows them needs it once.
  ///
  /// No variables, which converters to PNG and PDF do not know. Nothing is told by colour alone.
  public static let styles = """
    .portolan{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans","DejaVu Sans",sans-serif;fill:#1d2733}
    .portolan text{white-space:pre;unicode-bidi:isolate}
    .portolan .b{font-weight:700}
    .portolan .muted{fill:#5a6672}
    .portolan .tick{fill:#5a6672;font-variant-numeric:tabular-nums}
    .portolan .paper{fill:#fff}
    .portolan .account{fill:#fbfaf7;stroke:#c9c4b8;stroke-width:1}
    .portolan .region{fill:none;stroke:#c9c4b8;stroke-width:1;stroke-dasharray:6 4}
    .portolan .vpc{fill:#fff;stroke:#4d5b69;stroke-width:1.6}
    .portolan .zone{fill:#f6f7f8;stroke:none}
    .portolan .subnet{stroke:#7b8794;stroke-width:1.2}
    .portolan .public{fill:#e8f1ea}
    .portolan .private{fill:#eaf0f7}
    .portolan .isolated{fill:#f1eff5}
    .portolan .unknown{fill:#fff}
    .portolan .subnet.private{stroke-dasharray:9 3}
    .portolan .subnet.isolated{stroke-width:2.4}
    .portolan .subnet.unknown{stroke-dasharray:2 3}
    .portolan .tag{fill:#fff;stroke:#7b8794;stroke-width:1}
    .portolan .card{fill:#fff;stroke:#a9b2bc;stroke-width:1}
    .portolan .back{fill:#fff;stroke:#a9b2bc;stroke-width:1}
    .portolan .still{stroke-dasharray:3 3}
    .portolan .glyph{fill:none;stroke:#4d5b69;stroke-width:1.4;stroke-linejoin:round;stroke-linecap:round}
    .portolan .gateway{fill:#fff;stroke:#4d5b69;stroke-width:1.4}
    .portolan .transit{fill:#fff;stroke:#4d5b69;stroke-width:1.6}
    .portolan .band{fill:#f1f3f5;stroke:#c3cad1;stroke-width:1}
    .portolan .link{fill:none;stroke:#9aa5b0;stroke-width:1.3}
    .portolan .track{fill:none;stroke-linejoin:round}
    .portolan .casing{stroke:#fff}
    .portolan .track.request{stroke:#1d5fa6}
    .portolan .track.reply{stroke:#a15c00;stroke-dasharray:7 3}
    .portolan .track.gone{stroke-width:1.6;stroke-dasharray:1 4;opacity:.75}
    .portolan .head.request{fill:#1d5fa6}
    .portolan .head.reply{fill:#fff;stroke:#a15c00;stroke-width:1.8;stroke-linejoin:round}
    .portolan .head.gone{opacity:.5}
    .portolan .mark.request{fill:#1d5fa6;stroke:#fff;stroke-width:1.5}
    .portolan .mark.reply{fill:#fff;stroke:#a15c00;stroke-width:1.8}
    .portolan .number{font-size:10px;font-weight:700;text-anchor:middle}
    .portolan .number.request{fill:#fff}
    .portolan .number.reply{fill:#6b3d00}
    .portolan .mark.drops{fill:#b3261e;stroke:#fff;stroke-width:2}
    .portolan .number.drops{fill:#fff}
    .portolan .callout{fill:#fff;stroke:#b3261e;stroke-width:1.4}
    .portolan .leader{fill:none;stroke:#b3261e;stroke-width:1.4}
    .portolan .bad{fill:#9c1f18}
    .portolan .rule{stroke:#dfe3e7;stroke-width:1;fill:none}
    .portolan .range{fill:#f4efe4}
    .portolan .rail{fill:#fff;stroke:#b4bcc4;stroke-width:.8}
    .portolan .axis{fill:none;stroke:#7b8794;stroke-width:1}
    .portolan .bracket .line{fill:none;stroke:#a15c00;stroke-width:1.6}
    .portolan .passes .fill,.portolan .passes .pin{fill:#2f5d50}
    .portolan .admitted .fill{fill:#bfd3cb}
    .portolan .dropped .fill{fill:url(#portolan-dropped);stroke:#b3261e;stroke-width:1}
    .portolan .dropped .pin{fill:#b3261e}
    .portolan .undecided .fill{fill:url(#portolan-undecided);stroke:#5a6672;stroke-width:1;stroke-dasharray:2 2}
    .portolan .undecided .pin{fill:#5a6672}
    .portolan .needle .line{stroke:#1d5fa6;stroke-width:2;fill:none}
    .portolan .needle.dropped .line{stroke:#b3261e}
    .portolan .thread{stroke:#1d5fa6;stroke-width:1;stroke-dasharray:1 3;fill:none}
    .portolan .faint{opacity:.4}
    .portolan .hatch{fill:none;stroke:#b3261e;stroke-width:1.6}
    .portolan .dots{fill:#5a6672}
    .portolan a:focus .card,.portolan a:hover .card{stroke:#1d5fa6;stroke-width:2}
    @media (prefers-color-scheme:dark){
    .portolan{fill:#e4e8ec}
    .portolan .muted,.portolan .tick{fill:#a3adb8}
    .portolan .paper{fill:#12171d}
    .portolan .account{fill:#161c23;stroke:#3b4550}
    .portolan .region{stroke:#3b4550}
    .portolan .vpc{fill:#12171d;stroke:#8d99a6}
    .portolan .zone{fill:#1a2129}
    .portolan .subnet{stroke:#758290}
    .portolan .public{fill:#1d2b24}
    .portolan .private{fill:#1c2733}
    .portolan .isolated{fill:#262433}
    .portolan .unknown{fill:#12171d}
    .portolan .card,.portolan .back{fill:#12171d;stroke:#566270}
    .portolan .tag,.portolan .gateway,.portolan .transit{fill:#12171d;stroke:#8d99a6}
    .portolan .glyph{stroke:#a9b5c1}
    .portolan .band{fill:#1a2129;stroke:#3b4550}
    .portolan .link{stroke:#5d6976}
    .portolan .casing{stroke:#12171d}
    .portolan .track.request{stroke:#6cb0f5}
    .portolan .track.reply{stroke:#e3a14a}
    .portolan .head.request{fill:#6cb0f5}
    .portolan .head.reply{fill:#12171d;stroke:#e3a14a}
    .portolan .mark.request{fill:#6cb0f5;stroke:#12171d}
    .portolan .mark.reply{fill:#12171d;stroke:#e3a14a}
    .portolan .number.request{fill:#0c1014}
    .portolan .number.reply{fill:#f3c98d}
    .portolan .mark.drops{fill:#ff8a80;stroke:#12171d}
    .portolan .number.drops{fill:#2b0704}
    .portolan .callout{fill:#12171d;stroke:#ff8a80}
    .portolan .leader{stroke:#ff8a80}
    .portolan .bad{fill:#ff8a80}
    .portolan .rule{stroke:#2b333c}
    .portolan .range{fill:#221f19}
    .portolan .rail{fill:#0d1116;stroke:#4a5561}
    .portolan .axis{stroke:#758290}
    .portolan .bracket .line{stroke:#e3a14a}
    .portolan .passes .fill,.portolan .passes .pin{fill:#7cc4ac}
    .portolan .admitted .fill{fill:#31483f}
    .portolan .dropped .fill{stroke:#ff8a80}
    .portolan .dropped .pin{fill:#ff8a80}
    .portolan .needle .line{stroke:#6cb0f5}
    .portolan .needle.dropped .line{stroke:#ff8a80}
    .portolan .thread{stroke:#6cb0f5}
    .portolan .hatch{stroke:#ff8a80}
    .portolan .dots{fill:#a3adb8}
    }

    """

  /// The patterns that the style sheet refers to.
  static let patterns = """
    <pattern id="portolan-dropped" width="5" height="5" patternUnits="userSpaceOnUse">\
    <path class="hatch" d="M-1 1l2 -2M0 5l5 -5M4 6l2 -2"/></pattern>\
    <pattern id="portolan-undecided" width="4" height="4" patternUnits="userSpaceOnUse">\
    <circle class="dots" cx="1" cy="1" r="0.8"/></pattern>
    """
}
