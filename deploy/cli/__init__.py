"""`desirepath`: the operator's and the organiser's command line."""

import typer

from deploy.cli import allocate, attendance, bus, demand, evaluate, events, forms, growth, participants, programme

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Run a personalised conference from the terminal.")
app.add_typer(programme.app, name="programme", help="The sessions of a conference.")
app.add_typer(participants.app, name="participants", help="Lists of participants, in and out.")
app.add_typer(attendance.app, name="attendance", help="Lists kept at the doors, and hours of credit.")
app.add_typer(events.app, name="events", help="What happens, as it happens.")
app.add_typer(forms.app, name="forms", help="The forms of form builders.")
app.add_typer(bus.app, name="bus", help="Streams and consumers.")
app.command("allocate")(allocate.allocate)
app.command("demand")(demand.demand)
app.command("evaluate")(evaluate.evaluate)
app.command("growth")(growth.growth)


def main() -> None:
    """The console script."""
    app()
