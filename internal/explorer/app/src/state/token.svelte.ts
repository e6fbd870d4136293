// Who curates: a token that the reader gives, kept as long as the page is open and nowhere else.
import { ApiError, ask } from "../api/client";
import { CurateServer } from "../api/operations";

/** What can stand in the header of a request: of anything else a browser sends nothing. */
const sendable = /^[\x21-\x7e]+$/;

class Curator {
  /** The token; "" for a reader. */
  value = $state("");

  get on(): boolean {
    return this.value !== "";
  }

  /** Takes a token that the server knows; else says what is wrong with it, and keeps what was there. */
  async take(token: string): Promise<string> {
    if (!sendable.test(token)) return "A token has only letters, digits, - and _: this is not one as it was shown.";
    try {
      const { server } = await ask(CurateServer, {}, { token, fresh: true });
      if (server.readOnly) return "This server only reads: it was started without a file of curators.";
    } catch (e) {
      return e instanceof ApiError && e.code === "UNAUTHENTICATED" ? "No curator of this server has this token." : (e as Error).message;
    }
    this.value = token;
    return "";
  }

  forget(): void {
    this.value = "";
  }
}

export const Token = new Curator();
