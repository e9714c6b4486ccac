/* theory/evidence/temporary.h: names that hold what is not yet whole.
 *
 * Whatever replaces a file is written under a temporary name beside it and
 * renamed.  A temporary file, or folder, is locked (flock) as long as its
 * writer lives: the kernel drops the lock with the process, however it ends,
 * so a name without a lock is what a run that is gone has left behind.
 * Process numbers would not tell: they are used again, and differ between
 * containers that share a folder.
 */
#ifndef ASSAY_TEMPORARY_H
#define ASSAY_TEMPORARY_H

enum {
    TEMPORARY_NAME = 64
};

/* A new file in the folder `dir`, opened for writing and locked; its name.
 * -1 with errno set. */
int temporary_file(int dir, char name[TEMPORARY_NAME]);
/* A new folder in the folder `dir`, opened and locked; its name. */
int temporary_folder(int dir, char name[TEMPORARY_NAME]);
/* Removes the files, and the folders with the files in them, that no process
 * holds any more.  What cannot be removed stays. */
void temporary_sweep(int dir);

#endif
