import type { TopUpAttempt } from "../../bindings/TopUpAttempt";
import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { allowed, checkAmount } from "./rules";
import type { FakeSync } from "./sync";
import type { FakeTopUp, World } from "./world";

type Billing =
  | "checkTopUpAmount"
  | "topUp"
  | "topUps"
  | "checkTopUp"
  | "cancelTopUp"
  | "acknowledgeTopUp"
  | "openCheckout"
  | "teamTrend";

const REPEATS_WITHIN_MS = 10 * 60_000;

export function billingMethods(world: World, control: FakeControl, sync: FakeSync): Methods<Billing> {
  const { journal } = world;
  let revision = 1;
  const waiting: (() => void)[] = [];

  function changed(): void {
    revision += 1;
    for (const go of waiting.splice(0)) go();
  }
  function entry(key: string) {
    const found = journal.get(key);
    if (!found) throw appError("not_found");
    return found;
  }
  /** As the server has it now, unless its answers are lost. */
  function settle(key: string): TopUpAttempt {
    const { attempt, topUp } = entry(key);
    if (world.losesTopUps) return { ...attempt };
    const before = attempt.state;
    attempt.state = topUp.status;
    attempt.failure = topUp.failure === null ? null : { why: "said", words: topUp.failure };
    attempt.settled_at = topUp.settled_at;
    attempt.top_up_id = topUp.id;
    if (topUp.checkout_url !== null) attempt.checkout_host = new URL(topUp.checkout_url).host;
    if (attempt.state !== before) changed();
    return { ...attempt };
  }

  // As the core asks in the background.
  control.onChange(() => {
    for (const key of journal.keys()) settle(key);
  });

  return {
    checkTopUpAmount: ({ teamId, amount, format }) => {
      const plain = amount.replaceAll(format.group, "").replace(format.decimal, ".");
      const checked = checkAmount(plain);
      const balance = world.teams.get(teamId)?.team.balance;
      const after = balance && (Number(balance.amount) + Number(checked)).toFixed(2);
      return {
        amount: { amount: checked, currency: "USD" },
        balance_after: after ? { amount: after, currency: "USD" } : null,
      };
    },
    topUp: ({ teamId, amount, repeats }) => {
      const { team } = allowed(world.team(teamId), "top_up");
      const money = { amount: checkAmount(amount), currency: "USD" };
      const ofTeam = [...journal.values()].filter(({ attempt }) => attempt.team_id === teamId);
      if (ofTeam.some(({ attempt, isSeen }) => !isSeen && !isEnd(attempt)))
        throw appError("top_up_unsettled");
      const isRepeated = ofTeam.some(
        ({ attempt }) =>
          attempt.state === "succeeded" &&
          attempt.amount.amount === money.amount &&
          Date.parse(world.at()) - Date.parse(attempt.prepared_at) < REPEATS_WITHIN_MS,
      );
      if (isRepeated && !repeats) throw appError("top_up_repeats");
      const id = world.id("top");
      const key = `key-of-${id}-of-${world.you.id}`;
      const topUp: FakeTopUp = {
        id,
        team_id: team.id,
        amount: money,
        status: "pending",
        failure: null,
        checkout_url: world.payments === "checkout" ? `https://pay.example.com/${id}` : null,
        settled_at: null,
      };
      world.topUps.set(id, topUp);
      if (world.payments === "instant") world.settle(id, "succeeded");
      if (world.payments === "declined") world.settle(id, "failed");
      const attempt: TopUpAttempt = {
        key,
        team_id: team.id,
        team_name: team.name,
        amount: money,
        state: "unknown",
        failure: null,
        prepared_at: world.at(),
        settled_at: null,
        top_up_id: null,
        checkout_host: null,
        may_dismiss: false,
      };
      journal.set(key, { attempt, topUp, isSeen: false });
      changed();
      return settle(key);
    },
    topUps: async ({ seen }) => {
      if (seen === revision) await new Promise<void>((go) => waiting.push(go));
      const unseen = [...journal.values()].filter(({ isSeen }) => !isSeen);
      return { revision, attempts: unseen.map(({ attempt }) => ({ ...attempt })) };
    },
    checkTopUp: ({ key }) => settle(key),
    cancelTopUp: ({ key }) => {
      const { topUp } = entry(key);
      if (topUp.status === "pending") world.settle(topUp.id, "expired");
      return settle(key);
    },
    acknowledgeTopUp: ({ key }) => {
      const found = entry(key);
      if (!isEnd(found.attempt) && !found.attempt.may_dismiss) throw appError("top_up_unsettled");
      found.isSeen = true;
      changed();
      return null;
    },
    openCheckout: () => null,
    teamTrend: ({ teamId }) => {
      const team = sync.read().teams.get(teamId);
      if (!team) throw appError("not_found");
      return sync.snapshot(team.trend);
    },
  };
}

/** What has no end yet in some accounts. */
export function unsettled(worlds: World[]): TopUpAttempt[] {
  return worlds
    .flatMap(({ journal }) => [...journal.values()])
    .flatMap(({ attempt, isSeen }) => (isSeen || isEnd(attempt) ? [] : [{ ...attempt }]));
}

function isEnd({ state }: TopUpAttempt): boolean {
  return state === "succeeded" || state === "failed" || state === "expired";
}
