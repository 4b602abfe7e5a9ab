import type { MemberCard } from "../../../schema/domain/member.ts";
import type { CategoryId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Person, Teardown, TestServer } from "../network/test-server.ts";
import { VerdictClient } from "../rooms/verdict-client.ts";

/**
 * A colleague of whom a flow asks only what has come to them: the verdict page's model at real sockets, of which the page is
 * drawn, at a twentieth of what a page costs.
 */
export class Colleague {
  private readonly client: VerdictClient;

  private constructor(client: VerdictClient) {
    this.client = client;
  }

  static async at(test: Teardown, server: TestServer, who: Person, verdict: VerdictId): Promise<Colleague> {
    const client = await VerdictClient.open(server, who, verdict);
    test.onTestFinished(async () => client.close());
    return new Colleague(client);
  }

  /** `code: words` of the tags that the page would paint, sorted. */
  tagLines(): string[] {
    return this.tags.map(({ code, ranges }) => `${code}: ${ranges.map((each) => this.words(each)).join(" … ")}`).sort();
  }

  /** Who made the tag of this code. */
  authorOf(code: string): MemberCard | undefined {
    return this.tags.find((tag) => tag.code === code)?.author;
  }

  comments(): string[] {
    return this.client.model.threads.flatMap(({ comments }) => comments.map(({ body }) => body));
  }

  /** Is seen to read the first paragraph. */
  read(): void {
    this.client.model.setPresence(0, null);
  }

  /** Tags words, and waits until that is on the server's disk. */
  async tag(category: CategoryId, words: string): Promise<void> {
    const { model } = this.client;
    const start = model.text.indexOf(words);
    model.addTag(category, [{ start, end: start + words.length }]);
    await this.client.until(() => model.saved.state === "saved");
  }

  private get tags() {
    return this.client.model.tags.filter(({ deleted }) => !deleted);
  }

  private words({ start, end }: { start: number; end: number }): string {
    return this.client.model.text.slice(start, end);
  }
}
