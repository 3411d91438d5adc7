// Reads both programs' lines and prints how many times faster Attune is; fails when they do not count the same tokens.
import { readFileSync } from "node:fs";

const lines = readFileSync(0, "utf8").trim().split("\n").map((line) => JSON.parse(line));
for (const call of ["count", "encode"]) {
  const [attune, other] = ["Attune", "gpt-tokenizer"].map((name) => lines.find((line) => line.tokenizer === name && line.call === call));
  const millions = (line) => (line.charactersPerSecond / 1e6).toFixed(1);
  const ratio = (attune.charactersPerSecond / other.charactersPerSecond).toFixed(1);
  console.log(`${call}: Attune ${millions(attune)}, gpt-tokenizer ${millions(other)} million characters/s: ${ratio} times`);
  if (attune.tokens !== other.tokens) {
    console.error(`${call}: Attune finds ${attune.tokens} tokens, gpt-tokenizer ${other.tokens}`);
    process.exitCode = 1;
  }
}
