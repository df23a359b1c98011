/** Goes to an invitation as a whole: not to its 'Accept', which a key that was meant for something else would press. */
export function focusInvitation(id: string): void {
  const invitations = document.querySelectorAll<HTMLElement>("[data-invitation-id]");
  const found = [...invitations].find((each) => each.dataset.invitationId === id);
  found?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: "center" });
}
