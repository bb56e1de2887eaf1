"""Part: the programme changes under ten thousand agendas while people sign up."""
