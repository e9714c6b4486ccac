/* The list of all commands. */
#include "cli.h"

const command *const commands_all[] = {
#define COMMAND(name) &command_##name,
#include "commands.def"
#undef COMMAND
    NULL};
