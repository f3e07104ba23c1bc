/**
 * Conditions over the state of the car, as policies write them: {@code SPEED.Speed == 0 km/h &&
 * BODY_STATUS.Gear == PARK}.
 */
package dev.portcullis.can.expression;
