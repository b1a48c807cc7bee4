/**
 * A thin layer over the generated stubs of the Hokusai contract.
 *
 * <p>{@link dev.hokusai.client.HokusaiClient} connects and hands out the stubs; {@link
 * dev.hokusai.client.HokusaiException} makes values of what a failed call carries; {@link
 * dev.hokusai.client.PredictionStream} streams rows through a model in bounded memory; {@link
 * dev.hokusai.client.Payloads} turns Java values into payloads and back.
 */
package dev.hokusai.client;
