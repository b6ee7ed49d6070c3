# A short cut of every-sense.story for the test of the whole demo.
10s  reject503  trunk:eu-central/northwind  "Northwind rejects"
14s  lose       path:eu-central/us-east 6%  "Frankfurt to Ashburn loses 6 %"
20s  fail       provider:llm/acme/eu        "Acme's language model fails"
27s  heal       path:eu-central/us-east     "the path is whole"
28s  heal       trunk:eu-central/northwind  "Northwind is well"
28s  heal       provider:llm/acme/eu        "Acme's language model is well"
42s  end
