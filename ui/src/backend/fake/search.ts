import type { Fragment } from "../../bindings/Fragment";
import type { PersonHit } from "../../bindings/PersonHit";
import type { SearchHit } from "../../bindings/SearchHit";
import { fold, wordsOf } from "../../shared/fold";
import type { FakeTeam } from "./world";

const PEOPLE_FOUND = 50;
const PEOPLE_IN_A_ROW = 3;
const TEAMS_OF_A_PERSON = 3;

interface Person {
  user_id: string;
  email: string;
  name: string | null;
}

/** Without case and accents, character by character. */
const foldEach = (text: string): string[] => [...text].map(fold);

const matches = (text: string, words: string[]) => {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
};
const matchesTeam = ({ team }: FakeTeam, words: string[]) => matches(`${team.name} ${team.id}`, words);
const matchesPerson = ({ email, name }: Person, words: string[]) => matches(`${email} ${name ?? ""}`, words);

const peopleOf = ({ members, invitations }: FakeTeam): Person[] => [
  ...members,
  ...invitations.map(({ id, email }) => ({ user_id: id, email, name: null })),
];

/** Pieces of a text, those marked that are one of the words. */
export function fragments(text: string, words: string[]): Fragment[] {
  const characters = [...text];
  const folded = foldEach(text);
  const marked = characters.map(() => false);
  for (const word of words) {
    for (let start = 0; start < folded.length; start += 1) {
      let end = start;
      let found = "";
      while (found.length < word.length && end < folded.length) found += folded[end++];
      if (found === word) marked.fill(true, start, end);
    }
  }
  const pieces: Fragment[] = [];
  for (const [index, character] of characters.entries()) {
    const is_match = marked[index] ?? false;
    const last = pieces.at(-1);
    if (last?.is_match === is_match) last.text += character;
    else pieces.push({ text: character, is_match });
  }
  return pieces;
}

/** What of a team's row is searched for. */
export function hitOf(team: FakeTeam, search: string): SearchHit | null {
  const words = wordsOf(search);
  if (words.length === 0) return null;
  const people = peopleOf(team).filter((person) => matchesPerson(person, words));
  return {
    name: fragments(team.team.name, words),
    id: fragments(team.team.id, words),
    people: people.slice(0, PEOPLE_IN_A_ROW).map(({ email }) => fragments(email, words)),
    more_people: Math.max(0, people.length - PEOPLE_IN_A_ROW),
  };
}

interface Found {
  teams: FakeTeam[];
  people: PersonHit[];
  more_people: boolean;
}

/** The teams whose name or ID matches and those of the people that match. */
export function find(teams: FakeTeam[], search: string): Found {
  const words = wordsOf(search);
  if (words.length === 0) return { teams, people: [], more_people: false };
  const found = new Map<string, { person: Person; teams: FakeTeam[] }>();
  for (const team of teams) {
    for (const person of peopleOf(team)) {
      if (!matchesPerson(person, words)) continue;
      const known = found.get(person.email) ?? { person, teams: [] };
      known.teams.push(team);
      found.set(person.email, known);
    }
  }
  const shown = [...found.values()].slice(0, PEOPLE_FOUND);
  const theirs = new Set(shown.flatMap((each) => each.teams));
  return {
    teams: teams.filter((team) => matchesTeam(team, words) || theirs.has(team)),
    people: shown.map(({ person, teams: of }) => ({
      user_id: person.user_id,
      email: fragments(person.email, words),
      name: person.name === null ? null : fragments(person.name, words),
      teams: of.slice(0, TEAMS_OF_A_PERSON).map(({ team: { id, name } }) => ({ id, name })),
      team_count: of.length,
    })),
    more_people: found.size > PEOPLE_FOUND,
  };
}
