extension HeatMap {
  /// A page with pictures, which needs nothing from elsewhere.
  public static func page(of maps: [HeatMap]) -> String {
    var patterns = SVGText()
    patterns.open("svg", ["width": "0", "height": "0", "aria-hidden": "true"])
    draw(patternsInto: &patterns)
    patterns.close()
    let figures = maps.map { map in
      """
      <section>
      <figure>
      \(map.figure())<figcaption>\(SVGText.escaped(map.totals.text))</figcaption>
      </figure>
      </section>

      """
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Who reaches whom</title>
      <style>
      body { font: 14px system-ui, sans-serif; margin: 1.5rem; background: #fff; color: #1b1f24; }
      figure { margin: 0 0 2rem; overflow-x: auto; } figcaption { margin-top: .3rem; }
      @media (prefers-color-scheme: dark) { body { background: #14171a; color: #e6e8eb; } }
      \(style)</style>
      </head>
      <body>
      <h1>Who reaches whom</h1>
      <p>A row for each client, a column for each server. A square is filled from below as far as its pairs work;
      striped ones work sometimes, dotted ones depend on a fact that the snapshot lacks. Point at one to read it.</p>
      \(patterns.text)\(figures.joined())</body>
      </html>

      """
  }
}
