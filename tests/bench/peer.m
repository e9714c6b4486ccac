# tests/bench/peer.m: branch and bound with the interval package.
#
# Before this come: dim, strict, f, df{1..dim} as functions of dim intervals,
# lo and hi as columns of dim exact ends.  A box is closed when the natural or
# the mean value enclosure is positive; a variable in which f is monotone is
# set to the end where f is least; the rest is halved.  All boxes of a level
# are evaluated together.
function yes = sure (y)
  yes = decorationpart (y, "uint8") >= 8;   # defined everywhere
endfunction
function yes = holds (y, strict)
  if (strict) yes = inf (y) > 0; else yes = inf (y) >= 0; endif
endfunction
X = cell (1, dim);
for i = 1:dim
  X{i} = infsupdec (inf (lo(i)), sup (hi(i)));
endfor
for depth = 1:400
  Y = f (X{:});
  open = ! (sure (Y) & holds (Y, strict));
  for i = 1:dim  X{i} = X{i}(open); endfor
  if (! any (open))
    puts ("PROVED\n"); exit (0);
  endif
  Y = intervalpart (Y(open));
  M = cell (1, dim);
  for i = 1:dim  M{i} = infsupdec (mid (X{i})); endfor
  FM = f (M{:});
  if (strict) bad = sup (FM) <= 0; else bad = sup (FM) < 0; endif
  if (any (sure (FM) & bad))
    puts ("REFUTED\n"); exit (0);
  endif
  S = intervalpart (FM);
  good = sure (FM);
  weight = zeros (numel (Y), dim);
  for i = 1:dim
    D = df{i} (X{:});
    if (numel (D) == 1)  D = repmat (D, size (X{i})); endif
    ok = sure (D);
    D = intervalpart (D);
    good &= ok;
    S = S + D .* intervalpart (X{i} - M{i});
    w = wid (X{i});
    weight(:,i) = w .* min (max (mag (D), 1e-9), 1e9);
    weight(isnan (weight(:,i)), i) = 0;
    up = ok & inf (D) >= 0 & w > 0;
    down = ok & ! up & sup (D) <= 0 & w > 0;
    E = X{i};
    E(up) = infsupdec (inf (E(up)));
    E(down) = infsupdec (sup (E(down)));
    X{i} = E;
    weight(up | down, i) = 0;
  endfor
  open = ! (good & holds (S, strict));
  for i = 1:dim  X{i} = X{i}(open); endfor
  weight = weight(open, :);
  if (! any (open))
    puts ("PROVED\n"); exit (0);
  endif
  [~, k] = max (weight, [], 2);
  n = numel (k);
  if (n > 200000 || depth > 100)
    puts ("UNDECIDED\n"); exit (0);
  endif
  L = R = X;
  for i = 1:dim
    at = find (k == i);
    if (isempty (at)) continue; endif
    E = X{i}(at);
    m = mid (E);
    A = L{i}; A(at) = infsupdec (inf (E), m); L{i} = A;
    B = R{i}; B(at) = infsupdec (m, sup (E)); R{i} = B;
  endfor
  for i = 1:dim  X{i} = [L{i}; R{i}]; endfor
endfor
puts ("UNDECIDED\n");
