// Runs before the first paint: theme and language as chosen on this device, and a word to browsers that cannot start
// the app. Written for old browsers, which are the ones that need it.
(function () {
  var root = document.documentElement;
  // The colour of the browser's own bars follows a chosen theme; otherwise each of the two is for the system's.
  window.paintBars = function (theme) {
    var colours = { light: "#ffffff", dark: "#171b21" };
    Array.prototype.forEach.call(document.querySelectorAll("meta[name=theme-color]"), function (meta) {
      meta.content = colours[theme] || colours[/dark/.test(meta.media) ? "dark" : "light"];
    });
  };
  try {
    var theme = JSON.parse(localStorage.getItem("theme"));
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    window.paintBars(theme);
    if (JSON.parse(localStorage.getItem("lang")) === "en") root.lang = "en";
  } catch (error) {
    // Storage may be closed, as in private windows: the system's theme and Chinese it is.
  }
  // A function with a reference type: browsers that refuse it cannot start the app.
  var probe = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 7, 1, 5, 0, 208, 112, 26, 11];
  var fits =
    typeof WebAssembly === "object" &&
    WebAssembly.validate(new Uint8Array(probe)) &&
    "CSSLayerBlockRule" in window &&
    window.HTMLDialogElement &&
    "showModal" in HTMLDialogElement.prototype;
  function show(id) {
    var boot = document.getElementById("boot");
    var other = document.getElementById(id);
    if (!boot || !other) return;
    if (id === "old") boot.parentNode.removeChild(boot);
    other.hidden = false;
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (!fits) show("old");
    else setTimeout(function () { show("late"); }, 20000);
  });
})();
