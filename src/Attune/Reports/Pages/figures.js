"use strict";
// Draws every figure from the specification beside it, and offers it as SVG, PNG and specification.
(() => {
  const save = (name, url) => {
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  };

  const button = (label, title, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.title = title;
    made.addEventListener("click", act);
    return made;
  };

  const actions = (figure, spec, view) => {
    const name = figure.id.replace(/^figure-/, "");
    const bar = document.createElement("div");
    bar.className = "actions";
    bar.append(
      button("SVG", "Save this figure as SVG", async () => save(name + ".svg", await view.toImageURL("svg"))),
      button("PNG", "Save this figure as PNG", async () => save(name + ".png", await view.toImageURL("png", 3))),
      button("Specification", "Save this figure as a Vega-Lite specification, its data inside", () =>
        save(name + ".vl.json", URL.createObjectURL(new Blob([spec], { type: "application/json" })))));
    figure.prepend(bar);
  };

  // As many panels in a row as there is room for, no row much shorter than the others, and the legend in one column on a small screen.
  const fit = (spec, width) => {
    const { labelWidth, leastPlot, mostPlot } = spec.usermeta, gap = spec.spacing.column, panels = spec.concat.length;
    const most = Math.min(Math.max(Math.floor((width + gap) / (labelWidth + leastPlot + gap)), 1), panels);
    spec.columns = Math.ceil(panels / Math.ceil(panels / most));
    const plot = Math.min(Math.max(Math.floor((width + gap) / spec.columns) - gap - labelWidth, leastPlot), mostPlot);
    for (const panel of spec.concat) {
      panel.width = plot;
      if (width < 560) for (const layer of panel.layer) for (const channel of Object.values(layer.encoding)) if (channel.legend) channel.legend.columns = 1;
    }
    return spec;
  };

  const draw = async figure => {
    const text = figure.querySelector(".spec").textContent;
    const chart = figure.querySelector(".chart");
    try {
      const { view } = await vegaEmbed(chart, fit(JSON.parse(text), chart.clientWidth - 6), {
        mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: false });
      const picture = chart.querySelector("svg");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", figure.querySelector(".title").textContent);
      actions(figure, text, view);
    } catch (fault) {
      chart.textContent = "This figure could not be drawn here (" + fault.message + "). Its numbers are in the table below.";
    }
  };

  (async () => {
    for (const figure of document.querySelectorAll("figure:has(.spec)")) await draw(figure);
    document.body.dataset.drawn = "true";
  })();
})();
