/** {@code portcullis tuf}: a client of one TUF repository, over the update core of the agent. */
package dev.portcullis.agent.tuf;
