import { asAppError } from "../../backend/appError";
import type { Backend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { TeamPeople } from "../../bindings/TeamPeople";

/** The people of one team that is open in the list. */
export class People {
  /** `null` until the first answer; the last one stays while another is fetched, or fails. */
  data = $state.raw<TeamPeople | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #backend: Backend;
  readonly #teamId: string;
  #asked = 0;

  constructor(backend: Backend, teamId: string) {
    this.#backend = backend;
    this.#teamId = teamId;
  }

  load = async (): Promise<void> => {
    this.#asked += 1;
    const question = this.#asked;
    try {
      const data = await this.#backend.teamPeople({ teamId: this.#teamId });
      if (question !== this.#asked) return;
      this.data = data;
      this.error = null;
    } catch (rejection) {
      if (question === this.#asked) this.error = asAppError(rejection);
    }
  };
}
