import type { Role } from "../../bindings/Role";
import { daysLeft, type World } from "./world";

const FIRST = [
  "Atlas",
  "Borealis",
  "Café",
  "Delta",
  "Électron",
  "Falcon",
  "Granit",
  "Harbour",
  "Ibis",
  "Jasmin",
];
const SECOND = ["research", "platform", "support", "design", "billing", "growth", "security", "data"];
const ROLES: Role[] = ["owner", "owner", "admin", "member", "viewer"];
const USERS = 400;

/** Adds `n` teams, the same each time, with three people each beside you. */
export function generate(world: World, n: number): void {
  for (let i = 0; i < n; i += 1) {
    const role = pick(ROLES, i);
    const team = world.addTeam(
      {
        id: `team-${i.toString(16).padStart(8, "0")}`,
        name: `${pick(FIRST, i * 7)} ${pick(SECOND, i * 3)} ${i + 1}`,
        role,
        balance: { amount: `${(i * 37) % 2000}.${(i % 90) + 10}`, currency: "USD" },
        updated_at: world.at(-(i % 97)),
      },
      {
        points: Array.from({ length: 14 }, (_, day) => 1000 - ((i + 3) % 40) * day),
        forecast: daysLeft((i % 300) + 1),
      },
    );
    team.isLow = (i * 37) % 2000 < 50;
    for (let k = 0; k < 3; k += 1) {
      const user = (i * 13 + k * 101) % USERS;
      world.addMember(team, `person${user}@example.com`, pick(ROLES, i + k + 1), -k * 10, `usr_p${user}`);
    }
    if (i % 11 === 0) world.addInvitation(team, `guest${i}@example.org`, "viewer");
  }
}

function pick<T>(from: readonly T[], n: number): T {
  return from[n % from.length] as T;
}
