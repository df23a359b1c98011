export type Platform = "linux" | "macos" | "windows";

/** The system that the window is on, as far as its words and keys differ. */
export function platformOf(userAgent: string): Platform {
  if (userAgent.includes("Mac")) return "macos";
  return userAgent.includes("Windows") ? "windows" : "linux";
}

export const platform: Platform = platformOf(navigator.userAgent);
