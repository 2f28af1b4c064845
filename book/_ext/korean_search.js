// The browser's half of korean_search.py, which puts the line `const KOREAN = {endings, nouns}` before it and writes both
// into Sphinx's language_data.js. Stemmer and splitQuery are the names Sphinx's searchtools.js calls.

var Stemmer = function () {
  const [nouns, endings] = [KOREAN.nouns.join("|"), KOREAN.endings.join("|")];
  const ending = new RegExp(`^(?!.*(?:${nouns})$)([0-9]+|[0-9가-힣]{2,}?)(?:${endings})$`);
  this.stemWord = (word) => {
    for (let match; (match = ending.exec(word)); ) word = match[1];
    return word;
  };
};

// The stems of a query, which are also what Sphinx highlights in a result: of 예측을 it marks 예측.
function splitQuery(query) {
  const stem = new Stemmer().stemWord;
  const words = query.normalize("NFC").toLowerCase().match(/[0-9]*[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}_])+/gu) || [];
  return words
    .flatMap((word) => (KoreanSearch.isKnown(stem(word)) ? stem(word) : KoreanSearch.parts(word) || stem(word)))
    .filter((word) => !stopwords.includes(word) && !KOREAN.endings.includes(word) && !/^([0-9]+|[^가-힣])$/.test(word));
}

const KoreanSearch = {
  // The two halves of the loaded index, with what a hit in each is worth.
  tables: () =>
    typeof Search === "undefined" || !Search.hasIndex()
      ? []
      : [
          { terms: Search._index.titleterms, whole: Scorer.title, begun: Scorer.partialTitle },
          { terms: Search._index.terms, whole: Scorer.term, begun: Scorer.partialTerm },
        ],

  // 배터 finds 배터리, 예측 finds 예측값. One syllable is too short for that: 셀 finds 셀 and 셀마다, not 셀렉터.
  begins: (term, word) =>
    term.startsWith(word) && (word.length > 1 || term === word || KOREAN.endings.includes(term.slice(word.length))),

  isKnown: (word) =>
    KoreanSearch.tables().some(({ terms }) => Object.keys(terms).some((term) => KoreanSearch.begins(term, word))),

  // 배터리수명 → [배터리, 수명] when the index has each as a word of its own.
  parts: (word) => {
    if (!/^[가-힣]{4,}$/.test(word)) return null;
    const has = (part) => KoreanSearch.tables().some(({ terms }) => Object.hasOwn(terms, part));
    const stem = new Stemmer().stemWord;
    for (let cut = word.length - 2; cut > 1; cut--) {
      const head = word.slice(0, cut);
      const tail = stem(word.slice(cut));
      if (!has(head)) continue;
      const tails = has(tail) ? [tail] : KoreanSearch.parts(word.slice(cut));
      if (tails) return [head, ...tails];
    }
    return null;
  },

  // page → score, for every page with a term that `matches` the word.
  collect: (word, matches) => {
    const scores = new Map();
    for (const { terms, whole, begun } of KoreanSearch.tables())
      for (const [term, pages] of Object.entries(terms))
        if (matches(term, word))
          for (const page of [pages].flat())
            scores.set(page, Math.max(scores.get(page) || 0, term === word ? whole : begun));
    return scores;
  },

  // Pages with the word or with all its parts; when there is none, pages with a word that contains it (이온배터리).
  pagesWith: (word) => {
    const pages = KoreanSearch.collect(word, KoreanSearch.begins);
    const parts = (KoreanSearch.parts(word) || []).map((part) => KoreanSearch.collect(part, (term) => term === part));
    for (const page of parts[0]?.keys() || [])
      if (!pages.has(page) && parts.every((part) => part.has(page))) pages.set(page, Scorer.partialTerm);
    return pages.size || word.length < 2 ? pages : KoreanSearch.collect(word, (term) => term.includes(word));
  },
};

if (typeof Search !== "undefined") {
  // Every word has to be there. Sphinx's own version drops words of one or two letters from that rule, which in Korean
  // are most nouns, and knows no word beginnings below three letters.
  Search.performTermsSearch = (words) => {
    const found = [...words].map(KoreanSearch.pagesWith);
    const { docnames, titles, filenames } = Search._index;
    const score = (page) => found.reduce((sum, pages) => sum + pages.get(page), 0);
    return [...(found[0] || new Map()).keys()]
      .filter((page) => found.every((pages) => pages.has(page)))
      .map((page) => [docnames[page], titles[page], "", null, score(page), filenames[page]]);
  };

  // The sentence around the first hit. Sphinx takes <main>, which in this theme begins with buttons and a table of contents.
  Search.makeSearchSummary = (html, words, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const body = (anchor && page.getElementById(anchor.slice(1))) || page.querySelector("article");
    if (!body) return null;
    body.querySelectorAll("h1, .headerlink, script, style").forEach((element) => element.remove());
    body.querySelectorAll("h2, h3, h4, p, li, dt, dd, td, th, pre").forEach((element) => element.append(" "));
    const text = body.textContent.replace(/\s+/g, " ").trim();
    const hits = [...words].map((word) => text.toLowerCase().indexOf(word)).filter((at) => at >= 0);
    const start = hits.length ? text.lastIndexOf(" ", Math.max(Math.min(...hits) - 60, 0)) + 1 : 0;
    const summary = document.createElement("p");
    summary.className = "context";
    summary.textContent = (start ? "… " : "") + text.slice(start, start + 200) + (start + 200 < text.length ? " …" : "");
    return summary;
  };

  // A page opened from a folder (file://) may not read other pages, so there is nothing to make a summary of.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}
