import type { Forecast } from "../../bindings/Forecast";
import type { Messages } from "../messages";

type Span = { unit: "underADay" | "years" } | { unit: "days" | "months"; n: number };

function spanOf(days: number): Span {
  if (days < 1) return { unit: "underADay" };
  if (days <= 45) return { unit: "days", n: days };
  const months = Math.round(days / 30.44);
  return months < 24 ? { unit: "months", n: months } : { unit: "years" };
}

/** How long a balance lasts. */
export const forecast =
  ({ teams: { forecast } }: Messages) =>
  (of: Forecast): string => {
    if (of.state !== "days_left") return forecast[of.state];
    const span = spanOf(of.days);
    return "n" in span ? forecast[span.unit](span) : forecast[span.unit];
  };

/** What else is likely, for titles; `undefined` where there is nothing to say. */
export const forecastRange =
  ({ teams: { duration, forecastRange } }: Messages) =>
  (of: Forecast): string | undefined => {
    if (of.state !== "days_left") return undefined;
    const { days, at_least: least, at_most: most } = of;
    const lasts = (days: number) => {
      const span = spanOf(days);
      return "n" in span ? duration[span.unit](span) : duration[span.unit];
    };
    if (most === null) return forecastRange.from({ duration: lasts(least) });
    return capital(
      least === most
        ? forecastRange.one({ duration: lasts(days) })
        : forecastRange.range({ least: lasts(least), most: lasts(most) }),
    );
  };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
