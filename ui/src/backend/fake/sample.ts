import { daysLeft, type World } from "./world";

/** The workspace of the prototype. */
export function addSampleData(world: World): void {
  const development = world.addTeam(
    { id: "dev-d7035d80", name: "Development", role: "owner", balance: usd("812.40") },
    {
      points: [770, 745, 720, 690, 660, 650, 600, 560, 540, 1000, 960, 930, 890, 860],
      forecast: daysLeft(24),
    },
  );
  world.addMember(development, "jonas@example.com", "admin", -250);
  world.addMember(development, "priya@example.com", "member", -40);
  world.addInvitation(development, "mei@example.com", "viewer", 6.9);

  const research = world.addTeam(
    { id: "research-4be1d09c", name: "Research", role: "owner", balance: usd("401.97") },
    {
      points: [1000, 990, 981, 975, 960, 952, 940, 931, 925, 918, 907, 900, 893, 880],
      forecast: daysLeft(91),
    },
  );
  world.addMember(research, "lena@example.org", "owner", -120);

  const old = world.addTeam(
    { id: "old-prototype-7d20c3f5", name: "Old prototype", role: "owner", balance: usd("12.00") },
    { points: Array.from({ length: 14 }, () => 1000), forecast: { state: "no_usage" } },
  );
  world.addMember(old, "sam@example.com", "member", -200);
  world.addMember(old, "kim@example.org", "viewer", -199);

  const support = world.addTeam(
    { id: "support-bots-91fe02aa", name: "Support bots", role: "admin", balance: usd("8.00") },
    {
      points: [1000, 930, 870, 790, 720, 650, 590, 510, 430, 360, 280, 210, 150, 110],
      forecast: daysLeft(2),
    },
  );
  support.isLow = true;
  support.team.low_balance_threshold = usd("20.00");
  world.addMember(support, "lena@example.org", "owner", -320);

  const data = world.addTeam(
    { id: "data-platform-0c4e77b1", name: "Data platform", role: "viewer", balance: usd("50.00") },
    { points: Array.from({ length: 14 }, () => 1000), forecast: { state: "no_usage" } },
  );
  world.addMember(data, "omar@example.com", "owner", -90);

  world.events.push(
    ...[
      {
        team: "dev-d7035d80",
        days: -0.01,
        action: "invitation.sent",
        target: "mei@example.com",
        detail: "viewer",
      },
      { team: "dev-d7035d80", days: -0.02, action: "top_up.succeeded", target: "top_1", detail: "500.00" },
      { team: "research-4be1d09c", days: -1.1, action: "team.renamed", target: "Research", detail: "Lab" },
      {
        team: "support-bots-91fe02aa",
        days: -3,
        action: "member.role_changed",
        target: "you@example.com",
        detail: "member → admin",
      },
      { team: "data-platform-0c4e77b1", days: -3.2, action: "budget.closed", target: "2026-10", detail: "" },
    ].map(({ team, days, action, target, detail }) => ({
      id: world.id("evt"),
      team_id: team,
      at: world.at(days),
      actor: action === "budget.closed" ? "system" : world.you.email,
      action,
      target,
      detail,
    })),
  );
}

function usd(amount: string) {
  return { amount, currency: "USD" };
}
