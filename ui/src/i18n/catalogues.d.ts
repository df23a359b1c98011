/** A compiled catalogue: `words/plugin.mjs` makes it of `messages/*.json`. */
declare module "words:*" {
  const messages: import("./runtime").Catalogue;
  export default messages;
}
