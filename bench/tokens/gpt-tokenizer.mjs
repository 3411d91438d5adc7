// The same measurement as Program.cs for gpt-tokenizer: node gpt-tokenizer.mjs ENCODING TEXT_FILE
import { readFileSync } from "node:fs";

const PIECE_LENGTH = 4000;
const WARM_UP_MS = 4000;
const TIMED_ROUNDS = 15;

const [encoding, file] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const pieces = [];
for (let start = 0; start < text.length; start += PIECE_LENGTH) pieces.push(text.slice(start, start + PIECE_LENGTH));

const load = performance.now();
const { countTokens, encode } = await import(`gpt-tokenizer/encoding/${encoding}`);
countTokens("Hello, world!");
console.error(`gpt-tokenizer: ${(performance.now() - load).toFixed(0)} ms to the first count`);

// Special tokens are ordinary text, as in Attune.
const asOrdinaryText = { disallowedSpecial: new Set() };
measure("count", (piece) => countTokens(piece, asOrdinaryText));
measure("encode", (piece) => encode(piece, asOrdinaryText).length);

function measure(call, tokensOf) {
  for (const start = performance.now(); performance.now() - start < WARM_UP_MS; ) tokensOfAll(tokensOf);

  const rounds = [];
  let tokens = 0;
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    const start = performance.now();
    tokens = tokensOfAll(tokensOf);
    rounds.push((text.length / (performance.now() - start)) * 1000);
  }

  const median = rounds.sort((a, b) => a - b)[(TIMED_ROUNDS - 1) / 2];
  console.log(JSON.stringify({ tokenizer: "gpt-tokenizer", call, tokens, charactersPerSecond: Math.round(median) }));
}

function tokensOfAll(tokensOf) {
  let tokens = 0;
  for (const piece of pieces) tokens += tokensOf(piece);
  return tokens;
}
