// The operation that reads the words of a source.
import type { Operation } from "../../api/operations";

export interface SourceContentAnswer {
  source: { text: { content: string | null } | null } | null;
}

export const SourceContent: Operation<SourceContentAnswer, { key: string; start: number; end: number }> = {
  name: "SourceContent",
  text: "query SourceContent($key:String!$start:Int!$end:Int!){source(by:{key:$key}){text{content(start:$start end:$end)}}}",
};
