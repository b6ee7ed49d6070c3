# What happens in the demo: TIME VERB TARGET [PERCENT] "what people are told"
# Verbs: reject503 (503 to new calls, OPTIONS stay green), freeze (answers nothing), starve (an inbound carrier
# brings no calls), lose (a path loses packets in this direction), fail (a provider answers errors), slow (a
# provider answers late), misunderstand (a release of a service does), die (a region's edge takes no new calls and
# answers nobody; calls that are up go on), heal (whatever it was), kill and revive (a region's agent), cut and join
# (the roads between a region's agent and the others), end.
#
# The times fit the demo's own policy, which is far shorter than anybody would want in service: cool-down 20 s
# (default 10 min), a provider's breaker open for 10 s (30 s) and closing by steps of 3 s (10 s), conversations
# judged over 20 s (1 min).
18s   reject503      trunk:eu-central/northwind  "Northwind in Frankfurt begins to reject new calls; its OPTIONS stay green"
38s   heal           trunk:eu-central/northwind  "Northwind in Frankfurt takes calls again"
44s   starve         trunk:eu-west/harbor        "Harbor brings no more calls to Dublin; its OPTIONS stay green"
62s   heal           trunk:eu-west/harbor        "Harbor brings calls to Dublin again"
66s   lose           path:eu-central/us-east 6%  "Media from Frankfurt to Ashburn loses 6 %, the way back loses nothing"
86s   heal           path:eu-central/us-east     "Media from Frankfurt to Ashburn is whole again"
92s   fail           provider:llm/acme/eu        "Acme's language model in the EU answers 503"
100s  heal           provider:llm/acme/eu        "Acme's language model in the EU is well again"
122s  slow           provider:stt/hark/eu        "Hark's speech recognition in the EU answers late: callers are misheard"
146s  heal           provider:stt/hark/eu        "Hark's speech recognition in the EU is fast again"
164s  misunderstand  service:bookings            "A release of Bookings misunderstands its callers; no road is at fault"
196s  heal           service:bookings            "The release of Bookings was rolled back"
# A cut is no loss: the others do not hear us-east any more, but nobody moves its calls. It goes on alone.
200s  cut            region:us-east              "Ashburn's agent is cut off from the others; its calls go on"
216s  join           region:us-east              "Ashburn's agent is back; what it wrote alone is passed on"
# The edge of Frankfurt dies: its own agent, the others and the carriers say so. The evacuation to Dublin is offered;
# calls of the clinic have no lawful target. Somebody (with --auto two scripted operators) tries another jurisdiction
# and is refused, plans, approves and runs it; in the middle of a stage the leader's agent is killed.
224s  die            region:eu-central           "Frankfurt's edge is dead: new calls hear nothing, calls that are up go on"
290s  heal           region:eu-central           "Frankfurt's edge takes calls again; nothing goes back by itself"
# Time for the return by stages.
380s  end
