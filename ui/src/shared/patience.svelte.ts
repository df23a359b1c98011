/** Turns true once something has been going on for a while: what is faster than that shows nothing in between. */
export function patience(isLoading: () => boolean, ms = 300): { readonly isOver: boolean } {
  let over = $state(false);
  // It goes on, however often what it is read from is something else.
  const loading = $derived(isLoading());
  $effect(() => {
    if (!loading) return;
    const timer = setTimeout(() => (over = true), ms);
    return () => {
      clearTimeout(timer);
      over = false;
    };
  });
  return {
    get isOver() {
      return over;
    },
  };
}
