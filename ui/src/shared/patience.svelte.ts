/** Turns true once something has been loading for 300 ms: what is faster than that shows nothing in between. */
export function patience(isLoading: () => boolean): { readonly isOver: boolean } {
  let over = $state(false);
  $effect(() => {
    if (!isLoading()) return;
    const timer = setTimeout(() => (over = true), 300);
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
