// Sets the formulas of a page, all at once, when the first of them comes near. See formulas.py.
{
  const script = document.currentScript;
  lazy.near(document.querySelectorAll(".math"), () => lazy.load(script));
}
