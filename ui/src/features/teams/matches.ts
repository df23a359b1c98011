import type { Fragment } from "../../bindings/Fragment";
import type { SearchHit } from "../../bindings/SearchHit";

export function plain(fragments: Fragment[]): string {
  return fragments.map(({ text }) => text).join("");
}

/** How many people of a team match beside the one that is named. */
export function othersThatMatch({ people, more_people: more }: SearchHit): number {
  return Math.max(0, people.length - 1) + more;
}
