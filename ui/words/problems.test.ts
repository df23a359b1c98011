import { describe, expect, it } from "vitest";
import { flatten, read, wordsOfView } from "./languages.mjs";
import { literalsOf } from "./literals.mjs";
import { placeholders } from "./message.mjs";
import { moduleOf } from "./module.mjs";
import { catalogues, problems } from "./problems.mjs";
import { rustOf } from "./rust.mjs";

const en = {
  title: "Teams",
  greeting: "Hello {name}",
  count: "{n, plural, one {# team} other {# teams}}",
};

it("finds nothing wrong with the catalogues there are", () => {
  const found = catalogues();
  expect(Object.keys(found)).toEqual(["en", "ar", "de", "es", "fr", "ja"]);
  expect(problems(found)).toEqual([]);
});

describe("finds what is wrong:", () => {
  const polish = { title: "Zespoły", greeting: "{name}, witaj" };
  const full = "{n, plural, one {# zespół} few {# zespoły} many {# zespołów} other {# zespołu}}";

  it.each([
    ["nothing", { ...polish, count: full }, []],
    ["a missing message", { greeting: polish.greeting, count: full }, ["pl: title is missing"]],
    ["a message that the source has not", { ...polish, count: full, old: "Stare" }, ["pl: old is not in en"]],
    ["an empty message", { ...polish, title: " ", count: full }, ["pl: title is empty"]],
    [
      "a placeholder too few",
      { ...polish, greeting: "Witaj", count: full },
      ["pl: greeting lacks the placeholder {name}"],
    ],
    [
      "a placeholder that is quoted by accident",
      { ...polish, greeting: "Witaj '{name}'", count: full },
      ["pl: greeting lacks the placeholder {name}"],
    ],
    [
      "a placeholder too many",
      { ...polish, greeting: "Witaj {name} {surname}", count: full },
      ["pl: greeting has the unknown placeholder {surname}"],
    ],
    [
      "a missing plural form",
      { ...polish, count: "{n, plural, one {# zespół} few {# zespoły} other {# zespołu}}" },
      ["pl: count lacks the plural form 'many' of n"],
    ],
    [
      "a plural form that the language has not",
      { ...polish, count: full.replace("one", "two {#} one") },
      ["pl: count has the plural form 'two' of n, which pl has not"],
    ],
  ])("%s", (_, pl, expected) => {
    expect(problems({ en, pl })).toEqual(expected);
  });

  it("a message that can not be read", () => {
    expect(problems({ en, pl: { ...polish, count: "{n, plural, one {#}" } })[0]).toMatch(
      /^pl: count can not be read: /,
    );
  });
});

it("knows what a placeholder takes", () => {
  expect(
    placeholders("{name} {n, plural, one {{x} #} other {#}} {done, number} ''{q}'' '{literal}'"),
  ).toEqual(
    new Map(Object.entries({ name: "string", n: "number", x: "string", done: "number", q: "string" })),
  );
});

describe("the pseudo-language", () => {
  it("is longer, accented and in brackets, with the placeholders of the source", async () => {
    const code = moduleOf("pseudo");
    expect(code).toContain('title: () => "[Téáms··]"');
    expect(flatten(wordsOfView(read("en"))).size).toBe(code.split("=> ").length - 2);
  });
});

it("isolates what is put into a language that is written from right to left", () => {
  expect(moduleOf("ar")).toContain('"نسخ معرّف الفريق \u2068" + d.id + "\u2069"');
  expect(moduleOf("de")).not.toContain("\u2068");
});

it("leaves what is said outside of the window out of the view's words", () => {
  expect(moduleOf("de")).not.toContain("wenig Guthaben");
});

describe("the Rust of what is said outside of the window", () => {
  const of = (message: string) => ({ desktop: { low: { titleOf: message } } });

  it("has a function with typed arguments for each message, in each language", () => {
    const rust = rustOf({ en: of("{team} has {n, number} \\"), de: of('{n, number} "{team}"\n') });
    expect(rust).toContain("pub fn low_title_of(self, team: &str, n: u32) -> String {");
    expect(rust).toContain('Spoken::En => format!("{team} has {} \\\\", self.count(n)),');
    expect(rust).toContain('Spoken::De => format!("{} \\"{team}\\"\\n", self.count(n)),');
  });

  it("chooses among plural forms, an exact number first", () => {
    const rust = rustOf({ en: of("{n, plural, one {# team} =0 {none} other {# '{teams}'}}") });
    expect(rust).toContain(
      'match n { 0 => "none".to_owned(), _ => match self.form(n) { ' +
        'PluralCategory::One => format!("{} team", self.count(n)), ' +
        '_ => format!("{} {{teams}}", self.count(n)) } }',
    );
  });

  it("isolates what is put into Arabic, with marks that can be seen", () => {
    expect(rustOf({ en: of("{x}"), ar: of("{x}") })).toContain(
      'Spoken::Ar => format!("\\u{2068}{x}\\u{2069}"),',
    );
  });

  it("refuses what Rust does not write", () => {
    expect(() => rustOf({ en: of("{x, select, a {A} other {B}}") })).toThrow("desktop.low.titleOf");
  });
});

describe("text that is no message", () => {
  it.each([
    ["<p>\n  Hello <b>you</b></p>", ["Hello", "you"]],
    ['<a title="Go there">{t.go}</a>', ["Go there"]],
    ["<input placeholder={'Name'} aria-label={open ? 'Open' : t.close}>", ["Name", "Open"]],
    [`{#if a === 'x'}{\`Hi \${name}\`}{:else if b}{b ?? 'none'}{:else}so{/if}`, ["Hi", "none", "so"]],
    ["{#each list as one}<li>{one + ' left'}</li>{:else}empty{/each}", ["left", "empty"]],
    ["{#snippet row()}in a row{/snippet}", ["in a row"]],
    ['<Field label="Email" name="email" />', ["Email"]],
    [
      "<script>const a = 'code';</script><style>p { color: red }</style><p class='row'>{t.a}: 4 · {n}</p>",
      [],
    ],
    ['<Field placeholder="https://" /><input type="text" id="a" {title}>', []],
  ])("%s", (source, expected) => {
    expect(literalsOf(source).map(({ text }) => text)).toEqual(expected);
  });

  it("is told with its line", () => {
    expect(literalsOf("<p></p>\n\n<p>Hello</p>")).toEqual([{ line: 3, text: "Hello" }]);
  });
});
