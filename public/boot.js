// Runs before the first paint: theme and language as chosen on this device, what the address leads to, and a word to
// browsers that cannot start the app. Written for old browsers, which are the ones that need it.
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
  // From the address alone, beside the app itself: the page's code, and what it asks the API first. Which that is the
  // page's table says (app/src/place.rs, xtask/src/build/pages.rs). The app takes each answer once (app/src/client/mod.rs).
  var early = {};
  var begun = Date.now();
  var LIFE = 20000;
  function begin(told) {
    var path = location.pathname.replace(/\/+$/, "") || "/";
    var asked = new URLSearchParams(location.search);
    var first = [];
    var page = told.pages.filter(function (one) {
      var open = one.path.replace("/:tab?", "");
      return path === open || (open !== one.path && path.indexOf(open + "/") === 0);
    })[0];
    if (!page) return;
    function fetchParts(of) {
      of.parts.forEach(function (part) {
        var link = document.createElement("link");
        link.rel = "preload";
        link.as = "fetch";
        link.crossOrigin = "anonymous";
        link.href = "/" + told.name + "_" + part + ".wasm";
        document.head.appendChild(link);
      });
    }
    fetchParts(page);
    // An address that asks for more than the gaps take asks for something else.
    var gaps = page.first.join();
    var fits = Array.from(asked.keys()).every(function (name) { return gaps.indexOf("{" + name + "}") >= 0; });
    told.pages.forEach(function (one) {
      if (one.path === "*" || (one === page && fits)) first = first.concat(one.first.map(function (address) {
        return { address: address, who: one.who };
      }));
    });
    function ask(url) {
      if (early[url]) return early[url];
      var answer = (early[url] = fetch(url));
      // Some parts are needed only where an answer has something for them.
      told.pages.forEach(function (one) {
        if (!one.lists || one.path !== url) return;
        answer
          .then(function (found) {
            return found.clone().json();
          })
          .then(function (found) {
            if (one.lists.some(function (list) { return found[list].length; })) fetchParts(one);
          })
          .catch(function () {});
      });
      return answer;
    }
    function value(gap, me, who) {
      var given = asked.get(gap);
      var form = { month: /^\d{4}-\d\d$/, day: /^\d{4}-\d\d-\d\d$/, department: /^[0-9a-f-]{36}$/ }[gap];
      if (given && form.test(given)) return given;
      // Where a permission is asked for, one's own department need not be among those for which one holds it.
      var isOwn = me && (!who || me.grants.some(function (grant) {
        return !grant.department_id || grant.department_id === me.department_id;
      }));
      if (gap === "department") return isOwn && me.department_id;
      var now = new Date();
      var today = new Date(now - now.getTimezoneOffset() * 60000).toISOString();
      return today.slice(0, gap === "day" ? 10 : 7);
    }
    function askFirst(me) {
      var held = me && me.permissions.map(function (name) {
        return name.replace(/(^|_)(\w)/g, function (_, gap, letter) { return letter.toUpperCase(); });
      });
      first = first.filter(function (one) {
        // What is refused is logged: whoever may not see a page does not ask for it.
        var isFull = !one.who || (held && held.indexOf(one.who) >= 0);
        var url = one.address.replace(/\{(\w+)\}/g, function (_, gap) {
          var found = value(gap, me, one.who);
          isFull = isFull && !!found;
          return found;
        });
        if (isFull) ask(url);
        return !isFull;
      });
    }
    // Whoever is not known here may be nobody: they are asked who they are before anything else.
    try {
      if (localStorage.getItem("number")) askFirst();
    } catch (error) {
      // Storage may be closed.
    }
    ask("/api/session")
      .then(function (answer) {
        if (answer.ok) {
          return answer.clone().json().then(function (me) {
            if (!me.must_change_password) askFirst(me);
          });
        }
        if (answer.status !== 401) return;
        Object.keys(early).filter(function (url) { return url !== "/api/session"; }).forEach(drop);
        ask("/api/setup");
      })
      .catch(function () {});
  }
  // What nobody reads is let go, or the browser holds it as unfinished.
  function drop(url) {
    var answer = early[url];
    delete early[url];
    answer.then(function (found) { if (found.body && !found.bodyUsed) return found.body.cancel(); }).catch(function () {});
  }
  // Hands out an answer, once, if it is worth anything: what failed is asked again, but that nobody is signed in is known.
  window.takeEarly = function (url) {
    var answer = early[url];
    delete early[url];
    if (!answer || Date.now() - begun > LIFE) return;
    return answer.then(
      function (found) {
        if (found.ok || (url === "/api/session" && found.status === 401)) return found;
      },
      function () {},
    );
  };
  // Whatever is written makes the rest old; another person must not get it.
  window.dropEarly = function () {
    Object.keys(early).forEach(drop);
  };
  var table = document.getElementById("pages").textContent;
  var told = table && JSON.parse(table);
  if (fits && told) begin(told);

  // The last 今日, as it was on the screen (app/src/last.rs says when it is shown, and to whom).
  var DAY = 86400000;
  var now;
  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (error) {
      return null;
    }
  }
  // Whose 今日 may be kept is one note for all tabs: whichever hears that nobody is in takes it away from the others too.
  function forget() {
    now = null;
    try {
      localStorage.removeItem("today");
      localStorage.removeItem("here");
    } catch (error) {
      // Then it was never kept.
    }
  }
  function shown() {
    return document.querySelector("#boot[data-last]");
  }
  function say(words) {
    var mark = shown() && shown().querySelector("[role=status]");
    if (mark) mark.textContent = words;
  }
  function show() {
    var boot = document.getElementById("boot");
    var last = fits && told && location.pathname === "/" && stored("today");
    if (!boot || !last) return;
    var isOwn = last.number && last.number === stored("number") && Date.now() - last.at < DAY;
    if (!isOwn || last.build !== told.name || last.lang !== root.lang) return forget();
    boot.innerHTML = last.html;
    boot.setAttribute("data-last", last.person);
    boot.querySelectorAll(".side, .main, .tabbar").forEach(function (part) {
      part.inert = true;
    });
    var mark = document.createElement("span");
    mark.className = "chip";
    mark.setAttribute("role", "status");
    boot.querySelector(".top").appendChild(mark);
    say(new Date(last.at).toDateString() === new Date().toDateString() ? last.short : last.long);
  }
  function keep() {
    var app = document.querySelector("body > .app:not(#boot)");
    if (!now || !app || location.pathname !== "/" || app.querySelector("main [aria-busy]")) return;
    // Somebody else may have signed in, or this person out, in another tab.
    if (stored("number") !== now.number || stored("here") !== now.person) return forget();
    var copy = app.cloneNode(true);
    Array.from(copy.children).forEach(function (part) {
      if (!/^(side|page|tabbar)$/.test(part.className)) part.remove();
    });
    copy.querySelectorAll("dialog").forEach(function (part) {
      part.remove();
    });
    copy.querySelectorAll("[id], [style]").forEach(function (part) {
      part.removeAttribute("id");
      part.removeAttribute("style");
    });
    var last = Object.assign({ build: told.name, lang: root.lang, html: copy.innerHTML }, now);
    try {
      localStorage.setItem("today", JSON.stringify(last));
    } catch (error) {
      // Storage may be closed or full.
    }
  }
  window.last = {
    heard: function (person) {
      var last = stored("today");
      if (shown() && shown().getAttribute("data-last") !== person) this.over();
      if (!person || (last && last.person !== person)) forget();
      try {
        if (person) localStorage.setItem("here", JSON.stringify(person));
      } catch (error) {
        // Then nothing is kept either.
      }
    },
    here: function (person, number, short, long) {
      now = { person: person, number: number, short: short, long: long, at: Date.now() };
      requestAnimationFrame(this.over);
      setTimeout(keep, 2000);
    },
    away: say,
    over: function () {
      if (shown()) shown().remove();
    },
  };
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) keep();
  });
  // Somebody has signed out in another tab, or somebody else in: what stands here is nobody's, or another's.
  window.addEventListener("storage", function (event) {
    if (event.key === "number" && event.storageArea === localStorage) location.reload();
  });
  // As soon as there is a place for it.
  var watcher = new MutationObserver(function () {
    if (!document.getElementById("old")) return;
    watcher.disconnect();
    show();
  });
  watcher.observe(root, { childList: true, subtree: true });
  function tell(id) {
    var boot = document.getElementById("boot");
    var other = document.getElementById(id);
    if (!boot || !other) return;
    if (id === "old") boot.parentNode.removeChild(boot);
    other.hidden = false;
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (!fits) tell("old");
    else setTimeout(function () { tell("late"); }, 20000);
  });
})();
