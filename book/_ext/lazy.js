// Large libraries are fetched when a page needs them, not before: see lazy.py.
window.lazy = {
  /** Act on each element once, when it comes near the screen or the page is printed. */
  near(elements, act) {
    const waiting = new Set(elements);
    const start = (element) => {
      if (!waiting.delete(element)) return;
      observer.unobserve(element);
      act(element);
    };
    const observer = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => start(entry.target)),
      { rootMargin: "600px" },
    );
    waiting.forEach((element) => observer.observe(element));
    addEventListener("beforeprint", () => waiting.forEach(start));
  },

  /** Load the library that a script's tag names in `data-library`, once; fulfilled when it is there. */
  load(script) {
    script.library ??= new Promise((resolve, reject) => {
      const src = new URL(script.dataset.library, script.src).href;
      document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
    });
    return script.library;
  },
};
