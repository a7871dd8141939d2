"""From a request to a reply: find who asks, let a fault in, do it, write it down."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from schoolsocial.sandbox import faults, problems, routes
from schoolsocial.sandbox.accounts import Account
from schoolsocial.sandbox.faults import Fault
from schoolsocial.sandbox.messages import Reply, Request, problem_reply
from schoolsocial.sandbox.world import World


def reply_to(world: World, request: Request) -> Reply:
    """Answer one request, and note API calls in the oracle. The delay is left to the caller."""
    found = routes.find(request.method, request.path)
    if found is None:
        return problem_reply(problems.no_such_route())
    route, parts = found
    with world.lock:
        call = _Call(world, route, request, parts, routes.signed_in(world, request))
        reply = call.noted() if route.operation else call.done()
        if request.method != "GET":
            world.save()
    return reply


@dataclass(frozen=True, slots=True)
class _Call:
    """A request with its address understood and its caller known, or not."""

    world: World
    route: routes.Route
    request: Request
    parts: Mapping[str, str]
    account: Account | None

    def done(self) -> Reply:
        """Do what was asked, or refuse as X would."""
        try:
            if not self.route.needs_account:
                return self.route.handler(self.world, self.request, **self.parts)
            if self.account is None:
                raise problems.unauthorised()
            return self.route.handler(self.world, self.account, self.request, **self.parts)
        except problems.Problem as problem:
            return problem_reply(problem)

    def noted(self) -> Reply:
        """Do it under the fault plan, and write down what came of it."""
        seen = self.world.oracle.note(self.request)
        seen.operation = self.route.operation
        seen.account = self.account.handle if self.account else ""
        fault = self.world.faults.take(self.route.operation, seen.account)
        seen.fault = fault.kind if fault else ""
        reply = self.disturbed(fault) if fault else self.done()
        if self.account is not None and reply.status < HTTPStatus.BAD_REQUEST:
            told = self.world.rates.count(self.route.operation, self.account.id)
            reply = replace(reply, headers={**told, **reply.headers})
        seen.status = 0 if reply.cut else reply.status
        seen.effect = dict(reply.effect)
        return reply

    def disturbed(self, fault: Fault) -> Reply:
        """Do it, or not, and tell the caller something else."""
        instead = faults.INSTEAD.get(fault.kind)
        if instead is not None:
            reply = instead(fault)
        else:
            lag = fault.seconds if fault.kind == "lag" else 0.0
            call = replace(self, request=replace(self.request, lag=lag))
            reply = faults.AFTERWARDS[fault.kind](fault, call.done())
        if fault.kind in faults.TWINS and self.account is not None:
            text = str(self.request.json().get("text", ""))
            self.world.posts.post_by_hand(self.account.id, text)
        return reply
