import type { Attachment } from "svelte/attachments";

/** Takes the focus when it appears, where what had it is gone. */
export const focused: Attachment<HTMLElement> = (element) => element.focus();
