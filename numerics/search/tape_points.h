/* numerics/search/tape_points.h: approximate values at TAPE_LANES points, by the same
 * code as the enclosures.  Included after tape_kernel.h. */

typedef double lanes[TAPE_LANES];

#define POINTS(expression)                                                     \
    EACH                                                                       \
    {                                                                          \
        vd x = v_load(a + j);                                                  \
        v_store(d + j, expression);                                            \
    }                                                                          \
    break
#define POINTS2(expression)                                                    \
    EACH                                                                       \
    {                                                                          \
        vd x = v_load(a + j), y = v_load(b + j);                               \
        v_store(d + j, expression);                                            \
    }                                                                          \
    break

/* y where x satisfies the mask; NaN, if x is one, wins. */
LANES_INLINE vd where(vi mask, vd y)
{
    return v_select(mask, y, v_set(__builtin_nan("")));
}

LANES_INLINE vd keep_nan(vd x, vd y)
{
    return v_select((vi)(x == x), y, x);
}

LANES_INLINE vd near_enough(vd x, vd y)
{
    return where((vi)(v_abs(x) <= 0x1p50), y);
}

LANES_INLINE vd point_root(vd x, uint32_t p, uint32_t q)
{
    vi exact;
    return where((vi)(x >= 0.0), dm_power_up(dm_root(x, q, &exact), p));
}

/* ---- the Gamma family at x > 0: Stirling's series, at x + 8 and back by the
 * recurrence where x < 8.  To some 1e-15 (polygamma: 1e-12) of its terms. ---- */

enum {
    STIRLING_TERMS = 8,
    STIRLING_FROM = 8,
    POLYGAMMA_MOST = 3
};

/* B_2k, k from 1 on, over 2k (2k - 1); over 2k; and times (2k + 1) ... (2k + m - 1)
 * for m = 1, 2, 3. */
static const double stirling[][STIRLING_TERMS] = {
    {0x1.5555555555555p-4, -0x1.6c16c16c16c17p-9, 0x1.a01a01a01a01ap-11,
     -0x1.3813813813814p-11, 0x1.b951e2b18ff23p-11, -0x1.f6ab0d9993c7dp-10,
     0x1.a41a41a41a41ap-8, -0x1.e4286cb0f5398p-6},
    {0x1.5555555555555p-4, -0x1.1111111111111p-7, 0x1.0410410410410p-8,
     -0x1.1111111111111p-8, 0x1.f07c1f07c1f08p-8, -0x1.5995995995996p-6,
     0x1.5555555555555p-4, -0x1.c5e5e5e5e5e5ep-2},
    {0x1.5555555555555p-3, -0x1.1111111111111p-5, 0x1.8618618618618p-6,
     -0x1.1111111111111p-5, 0x1.364d9364d9365p-4, -0x1.0330330330330p-2,
     0x1.2aaaaaaaaaaabp+0, -0x1.c5e5e5e5e5e5ep+2},
    {0x1p-1, -0x1.5555555555555p-3, 0x1.5555555555555p-3, -0x1.3333333333333p-2,
     0x1.aaaaaaaaaaaabp-1, -0x1.a52e52e52e52ep+1, 0x1.1800000000000p+4,
     -0x1.e244444444444p+6},
    {0x1p+1, -0x1p+0, 0x1.5555555555555p+0, -0x1.8000000000000p+1,
     0x1.4000000000000p+3, -0x1.7088888888889p+5, 0x1.1800000000000p+8,
     -0x1.0f46666666666p+11}};

LANES_INLINE vd stirling_place(vd x)
{
    return v_select((vi)(x < (double)STIRLING_FROM), x + STIRLING_FROM, x);
}

LANES_INLINE vd point_lgamma(vd x)
{
    vd y = stirling_place(x), z = 1.0 / (y * y), sum = v_set(0.0);
    vd product = x;
    for (int k = STIRLING_TERMS; k >= 1; k--)
        sum = sum * z + stirling[0][k - 1];
    for (int j = 1; j < STIRLING_FROM; j++)
        product = product * (x + (double)j);
    vd near = (vd)((vi)(x < (double)STIRLING_FROM) & (vi)dm_log(product));
    const double half_log_two_pi = 0x1.d67f1c864beb5p-1;
    return (y - 0.5) * dm_log(y) - y + half_log_two_pi + sum / y - near;
}

LANES_INLINE vd point_digamma(vd x)
{
    vd y = stirling_place(x), z = 1.0 / (y * y), sum = v_set(0.0);
    vd back = v_set(0.0);
    for (int k = STIRLING_TERMS; k >= 1; k--)
        sum = (sum + stirling[1][k - 1]) * z;
    for (int j = 0; j < STIRLING_FROM; j++)
        back = back + 1.0 / (x + (double)j);
    back = v_and((vi)(x < (double)STIRLING_FROM), back);
    return dm_log(y) - 0.5 / y - sum - back;
}

/* (-1)^(m+1) of it is a sum of positive powers. */
LANES_INLINE vd point_polygamma(vd x, int m)
{
    vd y = stirling_place(x), z = 1.0 / (y * y), sum = v_set(0.0);
    vd back = v_set(0.0);
    double factorial = m == 3 ? 6.0 : (double)m;
    for (int k = STIRLING_TERMS; k >= 1; k--)
        sum = (sum + stirling[m + 1][k - 1]) * z;
    for (int j = 0; j < STIRLING_FROM; j++)
        back = back + factorial / dm_power_up(x + (double)j, (uint32_t)m + 1);
    back = v_and((vi)(x < (double)STIRLING_FROM), back);
    vd r = (factorial / (double)m + factorial * 0.5 / y + sum) /
               dm_power_up(y, (uint32_t)m) +
           back;
    return m % 2 == 0 ? v_neg(r) : r;
}

static NO_INLINE bool points_gamma(const tape_instr *in, double *d,
                                   const double *a)
{
    for (int i = 0; i < TAPE_LANES; i++)
        if (!(a[i] > 0 && a[i] < 0x1p500))
            return false;
    switch ((expr_op)in->p) {
    case EXPR_LGAMMA:
        EACH v_store(d + j, point_lgamma(v_load(a + j)));
        return true;
    case EXPR_GAMMA:
        EACH v_store(d + j, dm_exp(point_lgamma(v_load(a + j))));
        return true;
    case EXPR_DIGAMMA:
        EACH v_store(d + j, point_digamma(v_load(a + j)));
        return true;
    case EXPR_POLYGAMMA:
        if (in->q < 1 || in->q > POLYGAMMA_MOST)
            return false;
        EACH v_store(d + j, point_polygamma(v_load(a + j), in->q));
        return true;
    default:
        return false;
    }
}

static NO_INLINE void points_elementary(const tape_instr *in, double *d,
                                        const double *a)
{
    switch ((tape_op)in->op) {
    case TAPE_ROOT:
        POINTS(point_root(x, (uint32_t)in->p, (uint32_t)in->q));
    case TAPE_SQRT:
        POINTS(v_sqrt(x));
    case TAPE_EXP:
        POINTS(keep_nan(x, dm_exp(x)));
    case TAPE_LOG:
        POINTS(where((vi)(x > 0.0), dm_log(x)));
    case TAPE_SIN:
        POINTS(near_enough(x, dm_sin(x)));
    case TAPE_COS:
        POINTS(near_enough(x, dm_cos(x)));
    case TAPE_TAN:
        POINTS(near_enough(x, dm_tan(x)));
    case TAPE_ATAN:
        POINTS(keep_nan(x, dm_atan(x)));
    case TAPE_ERF:
        POINTS(keep_nan(x, dm_erf(x)));
    case TAPE_XLOGX:
        POINTS(where((vi)(x >= 0.0), xlogx_at(x)));
    case TAPE_SINH:
        POINTS(keep_nan(x, dm_sinh(x)));
    case TAPE_COSH:
        POINTS(keep_nan(x, dm_cosh(x)));
    case TAPE_TANH:
        POINTS(keep_nan(x, dm_tanh(x)));
    case TAPE_FLOOR:
        POINTS(keep_nan(x, whole_below(x)));
    case TAPE_CEIL:
        POINTS(keep_nan(x, v_neg(whole_below(v_neg(x)))));
    case TAPE_CALL:
        if (!points_gamma(in, d, a))
            tape_call_points(in->p, in->q, d, a);
        break;
    default:
        break;
    }
}

LANES_INLINE vd point_power(vd x, uint32_t n)
{
    return dm_power_up(n % 2 == 0 ? v_abs(x) : x, n);
}

LANES_INLINE vd point_if(vd h, vd x, vd y, bool strict)
{
    vi yes = strict ? (vi)(h > 0.0) : (vi)(h >= 0.0);
    return keep_nan(h, v_select(yes, x, y));
}

static NO_INLINE void points_one(const tape_instr *in, double *d,
                                 const double *a, const double *b,
                                 const double *c)
{
    switch ((tape_op)in->op) {
    case TAPE_NEG:
        POINTS(-x);
    case TAPE_ADD:
        POINTS2(x + y);
    case TAPE_SUB:
        POINTS2(x - y);
    case TAPE_MUL:
        POINTS2(x * y);
    case TAPE_SCALE:
        POINTS2((in->swapped ? v_neg(x) : x) * y);
    case TAPE_DIV:
        POINTS2(where((vi)(y != 0.0), x / y));
    case TAPE_SQUARE:
        POINTS(x * x);
    case TAPE_POW:
        POINTS(point_power(x, (uint32_t)in->p));
    case TAPE_ABS:
        POINTS(v_abs(x));
    case TAPE_MIN:
        POINTS2(where(~v_unordered(x, y), v_min(x, y)));
    case TAPE_MAX:
        POINTS2(where(~v_unordered(x, y), v_max(x, y)));
    case TAPE_IF:
        EACH v_store(d + j, point_if(v_load(a + j), v_load(b + j),
                                     v_load(c + j), in->strict));
        break;
    default:
        points_elementary(in, d, a);
        break;
    }
}

static NO_INLINE void points(const tape *t, tape_scratch *s, size_t to,
                             double *out)
{
    lanes *r = s->point;
    for (size_t k = 0; k < to; k++) {
        const tape_instr *in = &t->code[k];
        if (in->op == TAPE_OUT)
            memcpy(out + (size_t)in->p * TAPE_LANES, r[in->a], sizeof(lanes));
        else if (in->op == TAPE_NODE)
            tape_quad_points(t, s, in, r[in->dst]);
        else if (in->op != TAPE_MEET)
            points_one(in, r[in->dst], r[in->a], r[in->b], r[in->c]);
    }
}
