import type { TopUp } from "../../bindings/TopUp";
import type { TopUpView } from "../../bindings/TopUpView";
import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { allowed, checkAmount } from "./rules";
import type { FakeSync } from "./sync";
import type { World } from "./world";

type Billing = "checkTopUpAmount" | "topUp" | "unsettledTopUp" | "topUpStatus" | "openCheckout" | "teamTrend";

export function billingMethods(world: World, control: FakeControl, sync: FakeSync): Methods<Billing> {
  // As an idempotency key does: what was sent and not answered is answered by the same question again.
  const unanswered = new Map<string, TopUp>();
  return {
    checkTopUpAmount: ({ amount }) => ({ amount: checkAmount(amount), currency: "USD" }),
    topUp: ({ teamId, amount }) => {
      const team = allowed(world.team(teamId), "top_up");
      const money = { amount: checkAmount(amount), currency: "USD" };
      const replayed = unanswered.get(teamId);
      if (replayed && replayed.amount.amount === money.amount) {
        if (!control.isLosingAnswer) unanswered.delete(teamId);
        return topUpView(replayed);
      }
      if (replayed || pendingOf(world, teamId)) throw appError("top_up_unsettled");
      const id = world.id("top");
      const topUp: TopUp = {
        id,
        team_id: team.team.id,
        amount: money,
        status: "pending",
        failure: null,
        checkout_url: world.payments === "checkout" ? `https://pay.example.com/${id}` : null,
        created_at: world.at(),
        settled_at: null,
      };
      world.topUps.set(id, topUp);
      if (control.isLosingAnswer) unanswered.set(teamId, topUp);
      if (world.payments === "instant") world.settle(id, "succeeded");
      if (world.payments === "declined") world.settle(id, "failed");
      return topUpView(topUp);
    },
    unsettledTopUp: ({ teamId }) => {
      const unknown = unanswered.get(teamId);
      if (unknown) return { state: "unknown", amount: unknown.amount };
      const pending = pendingOf(world, teamId);
      return pending ? { state: "pending", top_up: topUpView(pending) } : null;
    },
    topUpStatus: ({ topUpId }) => {
      const topUp = world.topUps.get(topUpId);
      if (!topUp) throw appError("not_found");
      return topUpView(topUp);
    },
    openCheckout: () => null,
    teamTrend: ({ teamId }) => {
      const team = sync.read().teams.get(teamId);
      if (!team) throw appError("not_found");
      return sync.snapshot(team.trend);
    },
  };
}

function pendingOf(world: World, teamId: string): TopUp | undefined {
  return [...world.topUps.values()].find((topUp) => topUp.team_id === teamId && topUp.status === "pending");
}

function topUpView(topUp: TopUp): TopUpView {
  return {
    top_up: topUp,
    checkout_host: topUp.checkout_url && new URL(topUp.checkout_url).host,
  };
}
