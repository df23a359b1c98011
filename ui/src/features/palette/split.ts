import { FIT, fitting } from "./fit";

/** Something that can be done with any team, as it is called without a team's name. */
export interface Doable {
  what: string;
  label: string;
  keywords: string;
}

/** What a text says is to be done, and the name after it: `rename dev` is to rename what is called `dev`. */
export interface Split {
  what: string[];
  name: string;
}

/** Takes the longest beginning that is something to do for that, as long as something is left for the name. */
export function splitOf(query: string, doable: Doable[]): Split | null {
  const words = query.trim().split(/\s+/);
  for (let end = words.length - 1; end > 0; end -= 1) {
    const { found, best } = fitting(doable, words.slice(0, end).join(" "));
    if (best < FIT.keyword) continue;
    return { what: found.map(({ what }) => what), name: words.slice(end).join(" ") };
  }
  return null;
}
