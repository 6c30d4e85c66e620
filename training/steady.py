"""Linear layers that lose little when their products are made of 8-bit integers.

The graphs are quantised dynamically: one scale for all activations of a product. Two exact rewritings keep what that
costs small. *By row*: each row is divided by its largest value before the product and multiplied by it after, so that
every word has a scale of its own. *Smoothing* (Xiao et al. 2023): a channel of activations that is large in general is
divided by a factor, and the weights' row multiplied by it; the factor is largest^a / weight^(1 - a).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import torch
from network import Layer, Network
from torch import Tensor, nn
from torch.nn import functional

SHARE: Final = 0.6
"""How much of the unevenness goes to the weights; from 0.5 to 0.65 the loss is alike."""
_TINY: Final = 1e-6


class SteadyLinear(nn.Module):
    """A linear layer, or several with one input, by row; smoothed where the largest input of each channel is given."""

    def __init__(self, linears: Sequence[nn.Linear], largest: Tensor | None = None) -> None:
        super().__init__()
        weight = torch.cat([one.weight for one in linears]).detach()
        factor = torch.ones(weight.shape[1])
        if largest is not None:
            by_weight = weight.abs().amax(0).clamp(min=_TINY)
            factor = largest.clamp(min=_TINY) ** SHARE / by_weight ** (1 - SHARE)
            factor = factor / factor.mean()
        self.smoothed = largest is not None
        self.divisor = nn.Parameter(1 / factor)
        self.weight = nn.Parameter(weight * factor)
        self.bias = nn.Parameter(torch.cat([one.bias for one in linears]).detach())

    def forward(self, x: Tensor) -> Tensor:
        """As the linear layers give, side by side."""
        if self.smoothed:
            x = x * self.divisor
        scale = x.abs().amax(-1, keepdim=True) + _TINY
        return functional.linear(x / scale, self.weight) * scale + self.bias


class SteadyLayer(nn.Module):
    """A transformer layer of the network with steady products; `largest` by the name of a part."""

    def __init__(self, layer: Layer, largest: dict[str, Tensor]) -> None:
        super().__init__()
        self.layer = layer
        self.three = SteadyLinear([layer.query, layer.key, layer.value], largest.get("query"))
        self.out, self.down = SteadyLinear([layer.out]), SteadyLinear([layer.down])
        self.up = SteadyLinear([layer.up], largest.get("up"))

    def forward(self, x: Tensor) -> Tensor:
        """B x L x width, without padding."""
        q, k, v = (self.layer.split(part) for part in self.three(x).chunk(3, dim=-1))
        scores = (q @ k.transpose(2, 3)) * (1.0 / math.sqrt(q.shape[-1]))
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape)
        x = self.layer.norm(x + self.out(mixed))
        return self.layer.norm_after(x + self.down(functional.gelu(self.up(x))))


def largest_inputs(network: Network, embedded: Sequence[Tensor]) -> list[dict[str, Tensor]]:
    """The largest value of each channel that goes into each encoder layer's products, over some windows."""
    found: list[dict[str, Tensor]] = [{} for _ in network.layers]
    hooks = []
    for number, layer in enumerate(network.layers):
        for name in ("query", "up"):

            def see(_: nn.Module, given: tuple[Tensor], __: Tensor, number: int = number, name: str = name) -> None:
                most = given[0].detach().abs().flatten(0, -2).amax(0)
                before = found[number].get(name)
                found[number][name] = most if before is None else torch.maximum(before, most)

            hooks.append(getattr(layer, name).register_forward_hook(see))
    with torch.no_grad():
        for one in embedded:
            network.encode(one, None)
    for hook in hooks:
        hook.remove()
    return found
