namespace Axis.Console.Tests.Tour;

/// <summary>What is asked of a page while it lies open; each answers with what is wrong.</summary>
internal static class PageScripts
{
    /// <summary>One heading of its own, a title, a text for whatever is pressed or read, nothing that only a program would say, nothing that moves.</summary>
    public const string Whole =
        """
        () => {
          const wrong = [];
          const show = e => e.outerHTML.slice(0, 140);
          const name = e => (e.getAttribute("aria-label") ?? "") + e.textContent.trim() + [...e.querySelectorAll("img")].map(i => i.alt).join("");
          if (document.querySelectorAll("h1").length !== 1) wrong.push(`${document.querySelectorAll("h1").length} headings of the first level`);
          if (document.title.replace("– DocAxis", "").trim() === "") wrong.push("no title");
          for (const e of document.querySelectorAll("a[href], button, h1, h2, h3, h4, th, label, legend, summary, dt, option")) if (!name(e)) wrong.push(`no text: ${show(e)}`);
          for (const said of document.body.innerText.match(/\b(undefined|NaN|System\.[A-Z]\w+|Microsoft\.\w+|Axis\.[A-Z]\w+\.\w+)\b|\{\d\}|\[object|01\/01\/0001/g) ?? []) wrong.push(`says ${said}`);
          for (const e of document.querySelectorAll("*")) {
            const style = getComputedStyle(e);
            if (style.animationName !== "none" || style.transitionDuration.split(", ").some(d => parseFloat(d) > 0)) wrong.push(`moves: ${show(e)}`);
          }
          return wrong;
        }
        """;

    /// <summary>Vietnamese that is neither data nor marked as such (WCAG 3.1.2), on a page in English.</summary>
    public const string Vietnamese =
        """
        data => {
          const letters = /[ăâđêôơưàáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
          const wrong = document.documentElement.lang === "en" ? [] : ["the page is not in English"];
          const look = (text, where) => {
            const left = data.reduce((t, known) => t.split(known).join(""), text.normalize("NFC"));
            if (letters.test(left)) wrong.push(`${where}: ${text.trim().slice(0, 120)}`);
          };
          look(document.title, "title");
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const node = walk.currentNode;
            const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
            if (element.closest("[lang=vi], script, style, pre")) continue;
            if (node.nodeType === Node.TEXT_NODE) look(node.data, element.localName);
            else for (const attribute of ["title", "aria-label", "placeholder", "alt", "data-said"]) if (node.hasAttribute(attribute)) look(node.getAttribute(attribute), attribute);
          }
          return wrong;
        }
        """;

    /// <summary>Pages that this one leads to.</summary>
    public const string Links =
        """
        () => [...document.querySelectorAll("a[href^='/console']:not([download]):not([target])")].map(a => a.getAttribute("href").replace(/#.*/, ""))
        """;
}
