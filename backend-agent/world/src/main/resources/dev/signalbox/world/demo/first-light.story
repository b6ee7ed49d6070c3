# What happens in the demo: TIME VERB TARGET "what people are told"
# Verbs: reject503 (503 to new calls, OPTIONS stay green), freeze (answers nothing), heal, end.
20s   reject503  trunk:eu-central/northwind  "Northwind in Frankfurt begins to reject new calls; its OPTIONS stay green"
60s   heal       trunk:eu-central/northwind  "Northwind in Frankfurt takes calls again"
100s  end
