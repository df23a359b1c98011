export { speak, t, type Words } from "./spoken.svelte";
