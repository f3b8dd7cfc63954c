#include "base/adopt.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"

static uint32_t
size_of(const void *grown)
{
    uint32_t size;

    memcpy(&size, grown, sizeof(size));
    return size;
}

static bool
all_zero(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != 0)
            return false;
    }
    return true;
}

cty_status
ctyi_adopt(void *own, size_t own_size, const void *theirs, size_t smallest,
           const char *name, cty_error *err)
{
    uint32_t our_size = (uint32_t)own_size;
    size_t size;

    assert(smallest >= sizeof(our_size));
    assert(smallest <= own_size && own_size <= CTYI_STRUCT_MOST);
    if (theirs == NULL)
        return ctyi_fail_missing(err, name);

    size = size_of(theirs);
    if (size < smallest || size > CTYI_STRUCT_MOST)
        return ctyi_fail(err, CTY_E_ABI, name,
                         "%s says that its size is %zu: start it from its "
                         "INIT macro",
                         name, size);
    if (size > own_size &&
        !all_zero((const unsigned char *)theirs + own_size, size - own_size))
        return ctyi_fail(err, CTY_E_ABI, name,
                         "%s asks for what only a newer courtesy knows: this "
                         "is %s",
                         name, cty_version());

    memset(own, 0, own_size);
    memcpy(own, theirs, size < own_size ? size : own_size);
    memcpy(own, &our_size, sizeof(our_size));
    return CTY_OK;
}

void
ctyi_show(const void *own, size_t own_size, void *theirs)
{
    uint32_t size;
    size_t shown;

    if (theirs == NULL)
        return;
    size = size_of(theirs);
    assert(size >= sizeof(size));
    assert(size <= CTYI_STRUCT_MOST);

    shown = size < own_size ? size : own_size;
    memcpy(theirs, own, shown);
    memset((unsigned char *)theirs + shown, 0, size - shown);
    memcpy(theirs, &size, sizeof(size));
}
