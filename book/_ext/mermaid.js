// Draws the diagrams of a page when they come near, in the page's colours. See mermaid.py.
(() => {
  "use strict";
  const script = document.currentScript;
  const drawings = [...document.querySelectorAll(".diagram-drawing")];
  const SMALLEST = 0.72; // a diagram shrinks to this share of its size on a narrow screen, then scrolls inside itself

  const look = () => {
    const page = getComputedStyle(document.documentElement);
    const color = (name) => page.getPropertyValue(`--pst-color-${name}`).trim();
    return {
      startOnLoad: false,
      theme: "base",
      fontFamily: getComputedStyle(document.body).fontFamily,
      themeVariables: {
        darkMode: document.documentElement.dataset.theme === "dark",
        fontSize: "15px",
        background: color("background"),
        primaryColor: color("primary-bg"),
        primaryBorderColor: color("primary"),
        primaryTextColor: color("text-base"),
        secondaryColor: color("surface"),
        secondaryBorderColor: color("border"),
        secondaryTextColor: color("text-base"),
        tertiaryColor: color("surface"),
        tertiaryBorderColor: color("border"),
        tertiaryTextColor: color("text-base"),
        lineColor: color("text-muted"),
        textColor: color("text-base"),
        edgeLabelBackground: color("background"),
        noteBkgColor: color("surface"),
        noteBorderColor: color("border"),
        noteTextColor: color("text-base"),
      },
    };
  };

  const fit = (drawing) => {
    const svg = drawing.querySelector("svg");
    const width = svg.viewBox.baseVal.width;
    svg.style.cssText = `width: 100%; max-width: ${width}px; min-width: ${Math.round(width * SMALLEST)}px; height: auto;`;
  };

  /** A reader without a mouse can scroll what scrolls. */
  const allowScrolling = () =>
    drawings.forEach((drawing) => {
      const figure = drawing.parentElement;
      if (figure.scrollWidth > figure.clientWidth) figure.tabIndex = 0;
      else figure.removeAttribute("tabindex");
    });

  const draw = async (drawing) => {
    const id = `diagram-${drawings.indexOf(drawing)}`;
    const { theme } = document.documentElement.dataset;
    try {
      await lazy.load(script);
      mermaid.initialize(look());
      drawing.innerHTML = (await mermaid.render(id, drawing.dataset.source)).svg;
      fit(drawing);
    } catch (error) {
      console.error(error);
      drawing.replaceChildren(Object.assign(document.createElement("pre"), { textContent: drawing.dataset.source }));
    }
    drawing.dataset.drawn = theme;
    allowScrolling();
    if (theme !== document.documentElement.dataset.theme) enqueue(drawing); // it changed meanwhile
  };

  // One after the other: mermaid measures each in the page, under the settings it was last given.
  let queue = Promise.resolve();
  const enqueue = (drawing) => (queue = queue.then(() => draw(drawing)));
  const redraw = () => drawings.filter((drawing) => "drawn" in drawing.dataset).forEach(enqueue);

  lazy.near(drawings, enqueue);
  addEventListener("resize", allowScrolling);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
