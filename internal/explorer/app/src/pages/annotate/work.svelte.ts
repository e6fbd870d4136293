// An annotation under work: the text, the file, and every form that the file had. The page keeps it, and nothing else does unless the reader
// asks for a copy.
import { ask } from "../../api/client";
import { CheckFile, type CheckFileAnswer, type EntityName, type FileProblem, Survey, type SurveyAnswer } from "../../api/operations";
import { Letters } from "../../words/codepoints";
import { begun, read, type Span } from "./file";
import { type Path, Places } from "./where";

const pause = 600; // milliseconds after the last change until the file is checked
const mostSteps = 200;
const copyName = "dyad-annotation";

export type Found = SurveyAnswer["survey"];
export type Checked = CheckFileAnswer["check"];
export type Sealed = NonNullable<Checked["sealed"]>;
export type Placed = FileProblem & { path: Path };

/** What work begins with. */
export interface Beginning {
  text: string;
  /** What its file is called; absent of one that was pasted. */
  name?: string;
  /** A file of annotations that is gone on with. */
  yaml?: string;
  /** The key of the source, where it has one. */
  key?: string;
  /** What is recorded of the source, as files write it. */
  about?: Record<string, unknown>;
}

/** A name without a letter: the key of a text that was pasted is made of its first words. */
const unnamed = "1.txt";

class Work {
  /** Whether there is a text to work on. */
  on = $state(false);
  text = $state.raw(new Letters(""));
  /** What the file of the text is called. */
  textName = $state("text.txt");
  yaml = $state("");
  found = $state.raw<Found | undefined>();
  checked = $state.raw<Checked | undefined>();
  /** The file that was checked: what the check tells of lines is of that one. */
  #of = $state.raw("");
  checking = $state(false);
  fault = $state("");
  /** Whether anything was changed since the file was last taken away. */
  unsaved = $state(false);
  /** What is selected in the text. */
  selected = $state.raw<Span | undefined>();
  /** Names that were proposed and are not wanted, by entity and form. */
  rejected = $state<string[]>([]);
  copying = $state(false);
  #before = $state.raw<string[]>([]);
  #undone = $state.raw<string[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  readonly file = $derived(read(this.yaml));
  readonly local: EntityName[] = $derived(this.file.entities.map((e) => ({ key: e.key, name: e.name, type: { term: e.type, label: e.type, class: null } })));

  /** What the check found, with where that stands in the file; [] where it stands nowhere. */
  readonly problems: Placed[] = $derived.by(() => {
    const places = new Places(this.#of);
    return (this.checked?.problems ?? []).map((p) => ({ ...p, path: p.line === null ? [] : places.path(p.line, p.column ?? 1) }));
  });

  get fileName(): string {
    return `${this.file.source.key || "annotation"}.yaml`;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Begins with a text, and with a file of it if there is one. Rejects where the file can't be worked on, or the server can't survey the text. */
  async begin({ text, name = "", yaml = "", key = "", about = {} }: Beginning): Promise<void> {
    const { wrong } = yaml === "" ? { wrong: "" } : read(yaml);
    if (wrong !== "") throw new Error(`The file of annotations can't be worked on. ${wrong}`);
    const { survey } = await ask(Survey, { text, name: name || unnamed }, { apart: true });
    const source = key || survey.sourceKey || "";
    const file = name || `${source || "text"}.txt`;
    [this.text, this.textName, this.found, this.selected, this.rejected] = [new Letters(text), file, survey, undefined, []];
    [this.#before, this.#undone, this.unsaved, this.checked, this.fault] = [[], [], false, undefined, ""];
    this.yaml = yaml || begun({ key: source, file, sha256: survey.sha256, codepoints: survey.codepoints, about });
    this.on = true;
    this.#later();
  }

  /** Takes another form of the file. */
  change(yaml: string): void {
    if (yaml === this.yaml) return;
    this.#before = [...this.#before, this.yaml].slice(-mostSteps);
    this.#undone = [];
    this.#set(yaml);
  }

  undo(): void {
    const last = this.#before.at(-1);
    if (last === undefined) return;
    [this.#before, this.#undone] = [this.#before.slice(0, -1), [...this.#undone, this.yaml]];
    this.#set(last);
  }

  redo(): void {
    const next = this.#undone.at(-1);
    if (next === undefined) return;
    [this.#undone, this.#before] = [this.#undone.slice(0, -1), [...this.#before, this.yaml]];
    this.#set(next);
  }

  #set(yaml: string): void {
    [this.yaml, this.unsaved] = [yaml, true];
    this.#keepCopy();
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check().catch(() => {}), pause);
  }

  /** Checks the file against the text. Of what was changed meanwhile, the last check counts. */
  async check(): Promise<Checked> {
    const mine = ++this.#turn;
    this.checking = true;
    try {
      const content = this.yaml;
      const { check } = await ask(CheckFile, { name: this.fileName, content, text: this.text.text }, { apart: true });
      if (mine === this.#turn) [this.checked, this.#of, this.fault] = [check, content, ""];
      return check;
    } catch (e) {
      if (mine === this.#turn) this.fault = (e as Error).message;
      throw e;
    } finally {
      if (mine === this.#turn) this.checking = false;
    }
  }

  /** The file, completed: offsets for words, digests for spans. What the check can't complete stays as it is, and is told. */
  async sealed(): Promise<Sealed> {
    const yaml = this.yaml;
    return (await this.check()).sealed ?? { content: yaml, problems: [] };
  }

  /** Keeps a copy in the tab from now on, or throws it away. */
  copy(on: boolean): void {
    this.copying = on;
    if (on) return this.#keepCopy();
    try {
      sessionStorage.removeItem(copyName);
    } catch {
      // A browser that keeps nothing has no copy either.
    }
  }

  #keepCopy(): void {
    if (!this.copying) return;
    try {
      sessionStorage.setItem(copyName, JSON.stringify({ text: this.text.text, name: this.textName, yaml: this.yaml }));
    } catch {
      this.copying = false; // no room, or not allowed
    }
  }

  /** The copy of before, if the tab has one. */
  kept(): { text: string; name: string; yaml: string } | undefined {
    try {
      return JSON.parse(sessionStorage.getItem(copyName) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** Lets go of it all. */
  close(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.copy(false);
    [this.on, this.yaml, this.found, this.checked, this.unsaved, this.selected] = [false, "", undefined, undefined, false, undefined];
  }
}

export const work = new Work();
