import { readFileSync } from "node:fs";
import type { CanaryPack } from "../../../src/keyed/canary/canary-pack.js";
import type { BlindAnswers } from "../../../src/keyed/canary/reading/blind-answers.js";

interface Golden {
  readonly key_hex: string;
  readonly nonce_hex: string;
  readonly pack_id: string;
  readonly pack: CanaryPack;
  readonly pack_digest_sha256: string;
  readonly commitment: string;
  readonly indices_raw_key: readonly { readonly id: string; readonly D: number; readonly index: number }[];
  readonly other_D_raw_key: readonly {
    readonly D: number;
    readonly index_and_counter: readonly (readonly [number, number])[];
  }[];
  readonly beacon_hex: string;
  readonly k_eff_beacon_hex: string;
  readonly k_eff_no_beacon_hex: string;
  readonly indices_k_eff_beacon: readonly number[];
  readonly indices_k_eff_no_beacon: readonly number[];
  readonly account_cluster: string;
  readonly k_account_hex: string;
  readonly indices_account: readonly number[];
  readonly blind_answers: BlindAnswers;
  readonly blind_answers_digest_sha256: string;
  readonly hits: number;
  readonly p_binomial: number;
  readonly decoy: {
    readonly M: number;
    readonly seed_hex: string;
    readonly hit_histogram: Readonly<Record<string, number>>;
    readonly ge_real: number;
    readonly p: number;
  };
  readonly binomial_tails: readonly {
    readonly n: number;
    readonly hits: number;
    readonly D: number;
    readonly p: number;
  }[];
  readonly hits_needed: readonly {
    readonly n: number;
    readonly D: number;
    readonly hits_for_p_below: Readonly<Record<string, number>>;
  }[];
  readonly poisson_binomial: {
    readonly D: readonly number[];
    readonly tail_p: readonly { readonly hits: number; readonly p: number }[];
  };
  readonly exposure_rank: {
    readonly J: number;
    readonly R: number;
    readonly ranks: readonly number[];
    readonly sum_exposure_bits: number;
    readonly p: number;
  };
  readonly uniformity_check: { readonly ids: number; readonly D: number; readonly chi2_15df: number };
}

/** Published values of the keyed specification; every one of them was invented for it. */
export const golden = JSON.parse(
  readFileSync(new URL("../../fixtures/keyed/canary_golden.json", import.meta.url), "utf8"),
) as Golden;

export const goldenKey = Buffer.from(golden.key_hex, "hex");
export const goldenNonce = Buffer.from(golden.nonce_hex, "hex");
export const goldenBeacon = Buffer.from(golden.beacon_hex, "hex");
export const goldenIds = golden.pack.items.map(({ id }) => id);
