# What happens in the demo: TIME VERB TARGET [PERCENT] "what people are told"
# Verbs: reject503 (503 to new calls, OPTIONS stay green), freeze (answers nothing), starve (an inbound carrier
# brings no calls), lose (a path loses packets in this direction), fail (a provider answers errors), slow (a
# provider answers late), misunderstand (a release of a service does), heal (whatever it was), end.
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
220s  end
