/**
 * What a person does with a bus on the command line: learn how it is, and watch it, live or in a
 * recording. Sends nothing.
 */
package dev.portcullis.agent.bus;
