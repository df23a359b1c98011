import type { TopUp } from "../../bindings/TopUp";
import type { TopUpView } from "../../bindings/TopUpView";
import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { allowed, checkAmount } from "./rules";
import type { World } from "./world";

type Billing = "checkTopUpAmount" | "topUp" | "topUpStatus" | "openCheckout" | "teamTrend";

export function billingMethods(world: World, control: FakeControl): Methods<Billing> {
  // As an idempotency key does: what was sent and not answered is answered by the same question again.
  const unanswered = new Map<string, TopUp>();
  return {
    checkTopUpAmount: ({ amount }) => ({ amount: checkAmount(amount), currency: "USD" }),
    topUp: ({ teamId, amount }) => {
      const team = allowed(world.team(teamId), "top_up");
      const money = { amount: checkAmount(amount), currency: "USD" };
      const key = `${teamId} ${money.amount}`;
      const replayed = unanswered.get(key);
      unanswered.delete(key);
      if (replayed) return topUpView(replayed);
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
      if (control.isLosingAnswer) unanswered.set(key, topUp);
      if (world.payments === "instant") world.settle(id, "succeeded");
      if (world.payments === "declined") world.settle(id, "failed");
      return topUpView(topUp);
    },
    topUpStatus: ({ topUpId }) => {
      const topUp = world.topUps.get(topUpId);
      if (!topUp) throw appError("not_found");
      return topUpView(topUp);
    },
    openCheckout: () => null,
    teamTrend: ({ teamId }) => world.team(teamId).trend,
  };
}

function topUpView(topUp: TopUp): TopUpView {
  return {
    top_up: topUp,
    checkout_host: topUp.checkout_url && new URL(topUp.checkout_url).host,
  };
}
