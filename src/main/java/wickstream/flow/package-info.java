/**
 * Flows of measured couplings: the passive flow with its errors by resampling, the active flow from
 * one σ_W to the next, and what Wetterich's equation predicts for it. Pure: results come in, values
 * come out.
 */
package wickstream.flow;
