/** Images that only one unit can read (Uptane sections 5.2.3.1 and 5.4.3.4, step 6). */
package dev.portcullis.ota.encrypted;
