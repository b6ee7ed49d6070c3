/**
 * Every change of routes: what, why, who, which guards, what doors and routers answered, what it
 * did to calls. Needs no toolkit. Imports words and the model.
 */
@NullMarked
package dev.signalbox.dashboards.part.routelog;

import org.jspecify.annotations.NullMarked;
